package parley.engine.cardfile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import parley.engine.kernel.Refusal;

/**
 * The chunks of a PNG or APNG, walked over without decoding a pixel. Lengths are held as longs against what is left of the
 * file: the walk ends at IEND, or where the file is broken.
 *
 * @param flaws what is wrong with the file, in plain words
 */
record PngChunks(List<Chunk> chunks, List<String> flaws) {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final int MOST_CHUNKS = 20_000;
    private static final int MOST_TEXTS = 1_000;

    /** Of a chunk: its length, its type and its checksum. */
    private static final int AROUND = 12;

    private static final int TYPE_LENGTH = 4;

    /** A chunk: its type, and where in the file its length begins and how long its data are. */
    record Chunk(String type, int at, int length) {
        int data() {
            return at + AROUND - TYPE_LENGTH;
        }

        /** With length, type and checksum. */
        int whole() {
            return length + AROUND;
        }

        boolean isText() {
            return type.equals("tEXt") || type.equals("zTXt") || type.equals("iTXt");
        }
    }

    static boolean isPng(ByteBuffer file) {
        byte[] head = new byte[Math.min(SIGNATURE.length, file.limit())];
        file.get(0, head);
        return Arrays.equals(head, SIGNATURE);
    }

    static PngChunks of(ByteBuffer file) {
        Walk walk = new Walk(file);
        walk.run();
        return new PngChunks(List.copyOf(walk.chunks), List.copyOf(walk.flaws));
    }

    boolean has(String type) {
        return chunks.stream().anyMatch(it -> it.type().equals(type));
    }

    private static final class Walk {
        private final ByteBuffer file;
        private final List<Chunk> chunks = new ArrayList<>();
        private final List<String> flaws = new ArrayList<>();
        private int texts;
        private int wrong;

        private Walk(ByteBuffer file) {
            this.file = file;
        }

        private void run() {
            long at = SIGNATURE.length;
            boolean ended = false;
            while (!ended && at + AROUND <= file.limit()) {
                long length = Integer.toUnsignedLong(file.getInt((int) at));
                if (length > file.limit() - at - AROUND || !isType((int) at + TYPE_LENGTH)) break;
                Chunk chunk = new Chunk(type((int) at + TYPE_LENGTH), (int) at, (int) length);
                keep(chunk);
                at += chunk.whole();
                ended = chunk.type().equals("IEND");
            }
            if (!ended) flaws.add("the PNG is cut off or broken after " + at + " bytes");
            if (wrong > 0) flaws.add("the PNG has parts with wrong checksums: " + wrong);
        }

        private void keep(Chunk chunk) {
            if (chunk.isText()) texts++;
            if (chunks.size() >= MOST_CHUNKS || texts > MOST_TEXTS) throw Refusal.invalid("the PNG has too many parts");
            if (!chunks.isEmpty() || chunk.type().equals("IHDR")) chunks.add(chunk);
            else throw Refusal.invalid("the PNG does not begin with its header");
            CRC32 sum = new CRC32();
            sum.update(file.slice(chunk.at() + TYPE_LENGTH, chunk.length() + TYPE_LENGTH));
            if ((int) sum.getValue() != file.getInt(chunk.data() + chunk.length())) wrong++;
        }

        private boolean isType(int at) {
            for (int index = 0; index < TYPE_LENGTH; index++) {
                if (!Character.isLetter((int) file.get(at + index))) return false;
            }
            return true;
        }

        private String type(int at) {
            byte[] type = new byte[TYPE_LENGTH];
            file.get(at, type);
            return new String(type, StandardCharsets.ISO_8859_1);
        }
    }
}
