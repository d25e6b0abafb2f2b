package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the comment of the user in EXIF data, where old applications put their cards. */
final class Exif {
    /** The chunk of a PNG that it stands in. */
    static final String CHUNK = "eXIf";

    private static final int MAGIC = 42;
    private static final int DIRECTORY = 0x8769;
    private static final int COMMENT = 0x9286;
    private static final int MOST_TAGS = 1_000;
    private static final int TAG_LENGTH = 12;
    private static final int CHARSET_LENGTH = 8;
    private static final int HEADER = 8;

    private Exif() {}

    /** The comment in a TIFF structure; none where there is none or it is broken. */
    static Optional<String> comment(ByteBuffer data) {
        ByteBuffer tiff = afterName(data);
        if (tiff.limit() < HEADER) return Optional.empty();
        short order = tiff.getShort(0);
        if (order != 0x4D4D && order != 0x4949) return Optional.empty();
        tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (tiff.getShort(2) != MAGIC) return Optional.empty();
        return tag(tiff, tiff.getInt(4), DIRECTORY)
                .map(it -> tiff.getInt(it + HEADER))
                .flatMap(it -> tag(tiff, it, COMMENT))
                .flatMap(it -> text(tiff, it));
    }

    // JPEG and some WEBP put a name before it.
    private static ByteBuffer afterName(ByteBuffer data) {
        boolean named = data.remaining() > 6 && data.getInt(data.position()) == 0x45786966;
        return named ? data.slice(data.position() + 6, data.remaining() - 6) : data.slice();
    }

    // Where a tag of a directory is.
    private static Optional<Integer> tag(ByteBuffer tiff, int offset, int wanted) {
        long directory = Integer.toUnsignedLong(offset);
        if (directory + 2 > tiff.limit()) return Optional.empty();
        int count = Math.min(MOST_TAGS, Short.toUnsignedInt(tiff.getShort((int) directory)));
        for (int index = 0; index < count; index++) {
            long at = directory + 2 + (long) index * TAG_LENGTH;
            if (at + TAG_LENGTH > tiff.limit()) break;
            if (Short.toUnsignedInt(tiff.getShort((int) at)) == wanted) return Optional.of((int) at);
        }
        return Optional.empty();
    }

    private static Optional<String> text(ByteBuffer tiff, int tag) {
        long length = Integer.toUnsignedLong(tiff.getInt(tag + 4));
        long at = Integer.toUnsignedLong(tiff.getInt(tag + HEADER));
        if (length <= CHARSET_LENGTH || length > CardText.LARGEST * 2L || at + length > tiff.limit())
            return Optional.empty();
        byte[] named = new byte[CHARSET_LENGTH];
        tiff.get((int) at, named);
        byte[] bytes = new byte[(int) length - CHARSET_LENGTH];
        tiff.get((int) at + CHARSET_LENGTH, bytes);
        boolean unicode = new String(named, StandardCharsets.ISO_8859_1).startsWith("UNICODE");
        Charset wide = tiff.order() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return Optional.of(new String(bytes, unicode ? wide : StandardCharsets.UTF_8));
    }
}
