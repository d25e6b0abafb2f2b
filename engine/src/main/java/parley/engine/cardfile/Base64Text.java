package parley.engine.cardfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import parley.engine.kernel.Refusal;

/** Base64 as it is found: wrapped, in the alphabet of URLs, without padding; but nothing that is none. */
final class Base64Text {
    private static final int BITS = 6;
    private static final int BYTE = 8;

    private Base64Text() {}

    /** The bytes that a text in base64 stands for. */
    static BoundedBytes decoded(InputStream text, int most) throws IOException {
        BoundedBytes bytes = new BoundedBytes(most);
        byte[] some = new byte[BYTE * 1024];
        int held = 0;
        int bits = 0;
        boolean ended = false;
        for (int count = text.read(some); count >= 0; count = text.read(some)) {
            for (int at = 0; at < count; at++) {
                int it = some[at];
                if (it == '=' || it == 0) ended = true;
                if (ended || it == '\n' || it == '\r' || it == ' ' || it == '\t') continue;
                held = held << BITS | value(it);
                bits += BITS;
                if (bits < BYTE) continue;
                bits -= BYTE;
                bytes.add((byte) (held >> bits));
            }
        }
        return bytes;
    }

    /** The bytes that a text in base64 stands for. */
    static BoundedBytes decoded(String text, int most) {
        try {
            return decoded(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static int value(int it) {
        if (it >= 'A' && it <= 'Z') return it - 'A';
        if (it >= 'a' && it <= 'z') return it - 'a' + 26;
        if (it >= '0' && it <= '9') return it - '0' + 52;
        return switch (it) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> throw Refusal.invalid("something in the file should be base64, and is not");
        };
    }
}
