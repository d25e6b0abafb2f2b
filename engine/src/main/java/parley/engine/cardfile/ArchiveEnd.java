package parley.engine.cardfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import parley.engine.kernel.Refusal;

/**
 * What the end of a ZIP archive says of its directory. It is read before the archive is opened, since opening takes as much
 * memory as the directory is long.
 */
final class ArchiveEnd {
    private static final int SIGNATURE = 0x06054b50;
    private static final int WIDE_LOCATOR = 0x07064b50;
    private static final int WIDE_SIGNATURE = 0x06064b50;
    private static final int LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;
    private static final int WIDE_LENGTH = 56;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final long LARGEST_DIRECTORY = 2L * 1024 * 1024;
    private static final long WIDE = 0xFFFFFFFFL;

    private ArchiveEnd() {}

    /** Whether anything in the end of the file looks like the end of an archive. */
    static boolean isThere(FileChannel file) throws IOException {
        ByteBuffer tail = tail(file);
        for (int at = tail.limit() - LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == SIGNATURE) return true;
        }
        return false;
    }

    /** Refuses an archive with a large directory, whichever of its ends a reader takes. */
    static void check(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            ByteBuffer tail = tail(file);
            for (int at = tail.limit() - LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == SIGNATURE) check(file, tail, at);
            }
        } catch (IOException broken) {
            throw BoundedBytes.broken(broken);
        }
    }

    private static void check(FileChannel file, ByteBuffer tail, int at) throws IOException {
        long size = Integer.toUnsignedLong(tail.getInt(at + 12));
        boolean wide = at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == WIDE_LOCATOR;
        if (wide) size = Math.max(size == WIDE ? 0 : size, wide(file, tail, at));
        if (size > LARGEST_DIRECTORY) throw Refusal.invalid("the archive has too many members");
    }

    // ZIP64 has a longer end, and before this one the place where that is.
    private static long wide(FileChannel file, ByteBuffer tail, int at) throws IOException {
        long where = tail.getLong(at - LOCATOR_LENGTH + 8);
        if (where < 0 || where > file.size() - WIDE_LENGTH) return Long.MAX_VALUE;
        ByteBuffer end = FileKind.bytes(file, where, WIDE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        boolean known = end.getInt(0) == WIDE_SIGNATURE && end.getLong(40) >= 0;
        return known ? end.getLong(40) : Long.MAX_VALUE;
    }

    private static ByteBuffer tail(FileChannel file) throws IOException {
        int length = (int) Math.min(file.size(), LONGEST_COMMENT + LENGTH + LOCATOR_LENGTH);
        return FileKind.bytes(file, file.size() - length, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
