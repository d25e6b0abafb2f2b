package parley.http.gguf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the head of a GGUF file, versions 2 and 3, little-endian: magic, version, number of tensors, number of entries,
 * the entries, and where each tensor lies. Nothing of it is believed that the size of the file does not allow.
 */
final class GgufHead {
    private static final int MAGIC = 0x46554747;
    private static final int OLDEST = 2;
    private static final int NEWEST = 3;
    private static final int MOST_TENSORS = 1 << 17;
    private static final int MOST_ENTRIES = 1 << 14;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_DIMENSIONS = 4;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;
    private static final int DEEPEST = 2;
    /** Bytes of a value of each type; 0 where the value tells it. */
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private final InputStream in;
    private final long size;
    private long at;
    private String architecture = "";
    private int context;

    GgufHead(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    String architecture() {
        return architecture;
    }

    int context() {
        return context;
    }

    void read() throws IOException {
        try {
            if (size < 4 || number(4) != MAGIC) throw new Strange("is not a GGUF file; give a file that ends in .gguf");
            long version = number(4);
            if (version < OLDEST)
                throw new Strange("is a GGUF file of the old version " + version + "; have it converted anew");
            if (version > NEWEST)
                throw new Strange("is a GGUF file of version " + (version & 0xffffffffL)
                        + ", which is newer than this server's engine; run it with llama-server and connect to that");
            long tensors = count(MOST_TENSORS);
            long entries = count(MOST_ENTRIES);
            for (long each = 0; each < entries; each++) entry();
            if (architecture.isEmpty()) throw new Strange("does not say what kind of model it is");
            long furthest = 0;
            for (long each = 0; each < tensors; each++) furthest = Math.max(furthest, tensor());
            if (tensors == 0 || furthest < 0 || at + furthest >= size) throw cut();
        } catch (EOFException _) {
            throw cut();
        }
    }

    private void entry() throws IOException {
        String key = text();
        int type = type();
        if (key.equals("general.architecture") && type == TEXT) architecture = text();
        else if (key.endsWith(".context_length") && (type == 4 || type == 5))
            context = Math.clamp(number(4), 0, Integer.MAX_VALUE);
        else value(type, 0);
    }

    private void value(int type, int depth) throws IOException {
        if (type == TEXT) skip(length(size));
        else if (type != ARRAY) skip(SIZES[type]);
        else {
            if (depth == DEEPEST) throw new Strange("holds lists in lists and is no model");
            int of = type();
            long count = length(size);
            if (SIZES[of] > 0) skip(Math.multiplyExact(count, SIZES[of]));
            else for (long each = 0; each < count; each++) value(of, depth + 1);
        }
    }

    /** Where the data of a tensor begins, from the end of the head. */
    private long tensor() throws IOException {
        skip(length(LONGEST_TEXT));
        long dimensions = number(4);
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) throw new Strange("is damaged; download it again");
        skip(dimensions * 8 + 4);
        return number(8);
    }

    private int type() throws IOException {
        long type = number(4);
        if (type < 0 || type >= SIZES.length) throw new Strange("is damaged; download it again");
        return (int) type;
    }

    private String text() throws IOException {
        byte[] bytes = in.readNBytes((int) length(LONGEST_TEXT));
        at += bytes.length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long count(long most) throws IOException {
        long count = number(8);
        if (count < 0 || count > most) throw new Strange("is damaged; download it again");
        return count;
    }

    private long length(long most) throws IOException {
        long length = number(8);
        if (length < 0 || length > most) throw new Strange("is damaged; download it again");
        if (length > size - at) throw cut();
        return length;
    }

    private long number(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) throw new EOFException();
        at += bytes;
        long number = bytes == 4 ? read[3] : 0;
        for (int each = bytes == 4 ? 2 : 7; each >= 0; each--) number = (number << 8) | (read[each] & 0xff);
        return number;
    }

    private void skip(long bytes) throws IOException {
        if (bytes > size - at) throw cut();
        in.skipNBytes(bytes);
        at += bytes;
    }

    private static Strange cut() {
        return new Strange("is not whole; download it again");
    }

    /** What is wrong with a file, to follow its name. */
    static final class Strange extends IOException {
        private static final long serialVersionUID = 1;

        Strange(String what) {
            super(what);
        }
    }
}
