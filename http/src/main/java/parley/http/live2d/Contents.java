package parley.http.live2d;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import parley.http.edge.Problem;

/**
 * What an archive says is in it, read from its central directory (APPNOTE 4.3.12 and 4.3.16) before anything is unpacked.
 * The directory is read here, and not by the library alone, which would take it into memory whatever its length, and
 * tells nothing of links.
 */
record Contents(List<Entry> entries) {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int MOST_DIRECTORY = 2 << 20;
    private static final int ENCRYPTED = 1 | (1 << 6) | (1 << 13);
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int KIND = 0xF000;
    private static final int FILE = 0x8000;
    private static final int FOLDER = 0x4000;
    private static final long NOT_HERE = 0xFFFFFFFFL;

    /** A file, the name as it is in the archive, and its lengths as they are told. */
    record Entry(String given, EntryName name, long size, long packed) {}

    Contents {
        entries = List.copyOf(entries);
    }

    /** Reads the directory of an archive; a Problem where it has more files than that, or is none that can be unpacked. */
    static Contents of(Path archive, int most) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            return new Contents(entries(directory(file, most), most));
        }
    }

    private static ByteBuffer directory(RandomAccessFile file, int most) throws IOException {
        long from = Math.max(0, file.length() - END_LENGTH - LONGEST_COMMENT);
        ByteBuffer tail = read(file, from, (int) (file.length() - from));
        int end = tail.limit() - END_LENGTH;
        while (end >= 0 && tail.getInt(end) != END) end--;
        if (end < 0 || end + END_LENGTH + unsigned(tail, end + 20) != tail.limit())
            throw Problem.malformed("this is no ZIP archive, or not all of it has come");
        int count = unsigned(tail, end + 10);
        long length = Integer.toUnsignedLong(tail.getInt(end + 12));
        // Folders are counted there as well.
        if (count > 2 * most || length > MOST_DIRECTORY) throw tooMany(most);
        long start = from + end - length;
        if (start < 0 || unsigned(tail, end + 8) != count) throw damaged();
        return read(file, start, (int) length);
    }

    private static List<Entry> entries(ByteBuffer directory, int most) {
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < directory.limit(); ) {
            if (at + ENTRY_LENGTH > directory.limit() || directory.getInt(at) != ENTRY) throw damaged();
            int name = unsigned(directory, at + 28);
            int next = at + ENTRY_LENGTH + name + unsigned(directory, at + 30) + unsigned(directory, at + 32);
            if (next > directory.limit()) throw damaged();
            check(directory, at);
            String given = text(directory.slice(at + ENTRY_LENGTH, name));
            EntryName safe = EntryName.of(given);
            long size = Integer.toUnsignedLong(directory.getInt(at + 24));
            long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
            if (size == NOT_HERE || packed == NOT_HERE) throw damaged();
            if (!given.endsWith("/") && !given.endsWith("\\")) entries.add(new Entry(given, safe, size, packed));
            at = next;
        }
        if (entries.size() > most) throw tooMany(most);
        return entries;
    }

    private static void check(ByteBuffer directory, int at) {
        if ((unsigned(directory, at + 8) & ENCRYPTED) != 0)
            throw Problem.malformed("the archive is encrypted; send it without a password");
        int method = unsigned(directory, at + 10);
        if (method != STORED && method != DEFLATED)
            throw Problem.malformed("the archive is packed in a way that is not known here; use the usual, deflate");
        int kind = (directory.getInt(at + 38) >>> 16) & KIND;
        if (kind != 0 && kind != FILE && kind != FOLDER)
            throw Problem.malformed("the archive has a link or a device in it; send files alone");
    }

    private static String text(ByteBuffer name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(name)
                    .toString();
        } catch (CharacterCodingException _) {
            throw Problem.malformed("the names of the files in the archive are not in UTF-8");
        }
    }

    private static ByteBuffer read(RandomAccessFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static Problem tooMany(int most) {
        return Problem.malformed("the archive has too many files; at most " + most + " are taken");
    }

    static Problem damaged() {
        return Problem.malformed("the archive is damaged: what it says of itself does not fit together");
    }
}
