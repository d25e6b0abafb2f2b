package parley.engine.cardfile;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** What is left of a buffer, as a stream. */
final class BufferStream extends InputStream {
    private final ByteBuffer left;

    BufferStream(ByteBuffer left) {
        this.left = left;
    }

    @Override
    public int read() {
        return left.hasRemaining() ? Byte.toUnsignedInt(left.get()) : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        if (!left.hasRemaining()) return most == 0 ? 0 : -1;
        int count = Math.min(most, left.remaining());
        left.get(into, from, count);
        return count;
    }
}
