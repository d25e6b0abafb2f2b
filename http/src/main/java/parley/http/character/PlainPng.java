package parley.http.character;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import parley.engine.kernel.Refusal;

/** A PNG with nothing in it but its pixels: readers inflate texts and profiles without bounds. */
final class PlainPng {
    private static final int SIGNATURE = 8;
    /** A chunk's length, type and checksum. */
    private static final int FRAME = 12;

    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PlainPng() {}

    static byte[] of(byte[] png) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(png.length);
        plain.write(png, 0, SIGNATURE);
        for (int at = SIGNATURE; at + FRAME <= png.length; ) {
            long length = ByteBuffer.wrap(png).getInt(at) & 0xFFFF_FFFFL;
            if (at + FRAME + length > png.length) throw Refusal.invalid("this PNG ends too early");
            String type = new String(png, at + 4, 4, StandardCharsets.US_ASCII);
            if (NEEDED.contains(type)) plain.write(png, at, (int) length + FRAME);
            if (type.equals("IEND")) return plain.toByteArray();
            at += (int) length + FRAME;
        }
        throw Refusal.invalid("this PNG has no end");
    }
}
