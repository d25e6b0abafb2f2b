package parley.http.edge;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.apache.pekko.util.ByteString;

/**
 * Grows one batch of event frames as UTF-8 bytes. Every viewer of every token comes through here, so nothing is a
 * String on the way, and the finished bytes are handed over without a copy. Used by one stream stage, once.
 */
public final class EventBytes extends OutputStream {
    private static final int FIRST_ROOM = 512;
    private static final int LONGEST_UNIT = 6;
    private static final int LONGEST_NUMBER = 20;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;

    @Override
    public void write(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        Objects.checkFromIndexSize(from, count, source.length);
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Bytes as they are. */
    public EventBytes raw(byte[] source) {
        write(source, 0, source.length);
        return this;
    }

    /** A text that is known to be plain ASCII without anything to escape, such as an id. */
    @SuppressWarnings("deprecation") // the one way to copy Latin-1 text into an array that is already there
    public EventBytes ascii(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    /** A number that is not negative, in decimal. */
    public EventBytes number(long value) {
        ensure(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) digits++;
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Any text as the inside of a JSON string; half a surrogate pair becomes U+FFFD. */
    public EventBytes escaped(String text) {
        int end = text.length();
        for (int i = 0; i < end; i++) {
            char unit = text.charAt(i);
            ensure(LONGEST_UNIT);
            if (unit < 0x80) plain(unit);
            else if (Character.isSurrogate(unit)) i += surrogate(text, i);
            else wide(unit);
        }
        return this;
    }

    private void plain(char unit) {
        if (unit >= 0x20 && unit != '"' && unit != '\\') {
            bytes[length++] = (byte) unit;
        } else {
            bytes[length++] = '\\';
            escape(unit);
        }
    }

    private void escape(char unit) {
        switch (unit) {
            case '"', '\\' -> bytes[length++] = (byte) unit;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[unit >> 4];
                bytes[length++] = HEX[unit & 15];
            }
        }
    }

    /** A unit of two or three bytes. */
    private void wide(char unit) {
        if (unit < 0x800) {
            bytes[length++] = (byte) (0xC0 | (unit >> 6));
        } else {
            bytes[length++] = (byte) (0xE0 | (unit >> 12));
            bytes[length++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (unit & 0x3F));
    }

    /** A pair of four bytes; answers how many units it took beyond the first. */
    private int surrogate(String text, int at) {
        int point = text.codePointAt(at);
        if (!Character.isSupplementaryCodePoint(point)) {
            wide('\uFFFD');
            return 0;
        }
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
        return 1;
    }

    /** Everything so far. Nothing may be added afterwards: the bytes now belong to the reader. */
    public ByteString finished() {
        return ByteString.fromArrayUnsafe(bytes, 0, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
}
