package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What kind of picture some bytes are, and how many pixels they say they are: known from their first bytes, nothing is
 * decoded.
 */
record PictureKind(String mediaType, long width, long height) {
    /** Nobody is shown a picture of more than so many pixels. */
    private static final long MOST_PIXELS = 40_000_000;

    private static final int HEAD = 30;

    /** The kind of a PNG, JPEG, GIF or WEBP; none of anything else. */
    static Optional<PictureKind> of(ByteBuffer bytes) {
        if (bytes.limit() < HEAD) return Optional.empty();
        ByteBuffer file = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (PngChunks.isPng(file))
            return Optional.of(new PictureKind("image/png", unsigned(file, 16), unsigned(file, 20)));
        if ((file.getInt(0) & 0xFFFFFF00) == 0xFFD8FF00) return jpeg(file);
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt(0) == 0x47494638) {
            return Optional.of(new PictureKind("image/gif", little.getShort(6) & 0xFFFF, little.getShort(8) & 0xFFFF));
        }
        boolean webp = file.getInt(0) == 0x52494646 && file.getInt(8) == 0x57454250;
        return webp ? webp(little) : Optional.empty();
    }

    boolean isTooLarge() {
        return width * height > MOST_PIXELS;
    }

    private static long unsigned(ByteBuffer file, int at) {
        return Integer.toUnsignedLong(file.getInt(at)) & Integer.MAX_VALUE;
    }

    // The size stands in the first frame header; SOF0 to SOF15 without DHT, JPG and DAC.
    private static Optional<PictureKind> jpeg(ByteBuffer file) {
        long at = 2;
        while (at + 9 < file.limit() && file.get((int) at) == (byte) 0xFF) {
            int marker = Byte.toUnsignedInt(file.get((int) at + 1));
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                int height = file.getShort((int) at + 5) & 0xFFFF;
                int width = file.getShort((int) at + 7) & 0xFFFF;
                return Optional.of(new PictureKind("image/jpeg", width, height));
            }
            at += marker == 0xFF ? 1 : 2 + Math.max(2, file.getShort((int) at + 2) & 0xFFFF);
        }
        return Optional.of(new PictureKind("image/jpeg", 0, 0));
    }

    private static Optional<PictureKind> webp(ByteBuffer file) {
        int bits = file.getInt(21);
        return Optional.ofNullable(
                switch (file.getInt(12)) {
                    case 0x58385056 -> new PictureKind("image/webp", three(file, 24) + 1, three(file, 27) + 1);
                    case 0x4C385056 -> new PictureKind("image/webp", (bits & 0x3FFF) + 1, ((bits >>> 14) & 0x3FFF) + 1);
                    case 0x20385056 ->
                        new PictureKind("image/webp", file.getShort(26) & 0x3FFF, file.getShort(28) & 0x3FFF);
                    default -> null;
                });
    }

    private static int three(ByteBuffer file, int at) {
        return (file.getShort(at) & 0xFFFF) | ((file.get(at + 2) & 0xFF) << 16);
    }
}
