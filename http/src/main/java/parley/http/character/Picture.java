package parley.http.character;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import parley.engine.kernel.Refusal;

/**
 * A picture that somebody sent, made smaller without ever being in memory as a whole: its size is known before it is
 * decoded, and of large ones only every second, third or later pixel is taken.
 */
final class Picture {
    /** Pixels are taken for a picture so many times larger than wanted, and smoothed from there. */
    private static final int FINER = 2;

    private final Kind kind;
    private final byte[] bytes;

    private Picture(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** What pictures may be, by how they begin. */
    enum Kind {
        PNG("image/png"),
        JPEG("image/jpeg"),
        GIF("image/gif"),
        WEBP("image/webp");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /** Refuses whatever is none of the kinds, and a picture with more pixels than these. */
    static Picture of(byte[] bytes, long most) throws IOException {
        Picture picture = new Picture(kind(bytes), bytes);
        if (picture.kind == Kind.WEBP) WebpSize.of(bytes).check(most);
        else picture.read(_ -> picture, most);
        return picture;
    }

    private static Kind kind(byte[] bytes) {
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) return Kind.PNG;
        if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) return Kind.JPEG;
        if (begins(bytes, 0, 'G', 'I', 'F', '8')) return Kind.GIF;
        if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')) return Kind.WEBP;
        throw Refusal.invalid("a portrait is a PNG, JPEG, GIF or WEBP");
    }

    private static boolean begins(byte[] bytes, int from, int... with) {
        if (bytes.length < from + with.length) return false;
        for (int at = 0; at < with.length; at++) if ((bytes[from + at] & 0xFF) != with[at]) return false;
        return true;
    }

    static Refusal tooManyPixels(long width, long height, long most) {
        return Refusal.invalid("the picture has " + width + " times " + height + " pixels, and may have " + most);
    }

    /** A square of it as a PNG: the middle of a wide picture, and of a tall one what is near its top, where faces are. */
    byte[] square(int size, long most) throws IOException {
        BufferedImage taken = read(
                reader -> {
                    int width = reader.getWidth(0);
                    int height = reader.getHeight(0);
                    int side = Math.min(width, height);
                    ImageReadParam param = reader.getDefaultReadParam();
                    param.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 4, side, side));
                    int step = Math.max(1, side / (size * FINER));
                    param.setSourceSubsampling(step, step, 0, 0);
                    return reader.read(0, param);
                },
                most);
        return png(scaled(taken, size));
    }

    /** What is done with a reader that knows how large the picture is. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }

    private <T> T read(Reading<T> reading, long most) throws IOException {
        byte[] plain = kind == Kind.PNG ? PlainPng.of(bytes) : bytes;
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.mediaType());
        if (!readers.hasNext()) throw Refusal.invalid("a picture of this kind cannot be made smaller here");
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain))) {
            reader.setInput(input, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > most) throw tooManyPixels(width, height, most);
            return reading.of(reader);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw Refusal.invalid("this picture is damaged");
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage taken, int size) {
        BufferedImage square = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = square.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(taken, 0, 0, size, size, null);
        canvas.dispose();
        return square;
    }

    static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
