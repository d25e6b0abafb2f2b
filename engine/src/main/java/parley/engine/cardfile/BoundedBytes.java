package parley.engine.cardfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import parley.engine.kernel.Refusal;

/** Bytes that come one after the other, up to a bound: what unpacks to more is refused before it is there. */
final class BoundedBytes {
    private static final int FIRST = 8 * 1024;

    private final int most;
    private byte[] bytes = new byte[FIRST];
    private int length;

    BoundedBytes(int most) {
        this.most = most;
    }

    /** All that a stream gives. */
    static BoundedBytes of(InputStream stream, int most) {
        BoundedBytes all = new BoundedBytes(most);
        try (stream) {
            byte[] some = new byte[FIRST];
            for (int count = stream.read(some); count >= 0; count = stream.read(some)) all.add(some, count);
        } catch (IOException broken) {
            throw broken(broken);
        }
        return all;
    }

    /** How a stream that breaks is told of. */
    static Refusal broken(IOException broken) {
        boolean packed = broken instanceof ZipException || broken instanceof java.io.EOFException;
        return Refusal.invalid(packed ? "something in the file cannot be unpacked" : "the file cannot be read");
    }

    void add(byte it) {
        room(1);
        bytes[length++] = it;
    }

    void add(byte[] some, int count) {
        room(count);
        System.arraycopy(some, 0, bytes, length, count);
        length += count;
    }

    /** May be longer than {@link #length}. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > most) throw Refusal.invalid("something in the file is larger than " + most + " bytes");
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(bytes.length * 2, length + more)));
        }
    }
}
