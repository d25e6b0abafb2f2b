package parley.engine.cardfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import parley.engine.kernel.Refusal;

/** What a file is by its first bytes, and how large one of its kind may be. */
enum FileKind {
    PNG(CardReader.LARGEST_FILE),
    WEBP(CardReader.LARGEST_FILE),
    JSON(CardText.LARGEST),
    ARCHIVE(CardReader.LARGEST_ARCHIVE),
    /** RisuAI hides a CHARX behind a picture. */
    ARCHIVE_IN_JPEG(CardReader.LARGEST_ARCHIVE);

    private static final int HEAD = 64;
    private static final int MEMBER = 0x504B0304;
    private static final int EMPTY_ARCHIVE = 0x504B0506;
    private static final int JPEG = 0xFFD8FF;

    private final long largest;

    FileKind(long largest) {
        this.largest = largest;
    }

    /** The kind of a file that is not too large. */
    static FileKind of(FileChannel file) throws IOException {
        FileKind kind = known(file);
        if (file.size() <= kind.largest) return kind;
        throw Refusal.invalid("the file is too large: more than " + kind.largest + " bytes");
    }

    /** So many bytes of a file, or as many as there are. */
    static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int count;
        do {
            count = file.read(bytes, from + bytes.position());
        } while (count > 0);
        return bytes.flip();
    }

    private static FileKind known(FileChannel file) throws IOException {
        ByteBuffer head = bytes(file, 0, HEAD);
        if (!head.hasRemaining()) throw Refusal.invalid("the file is empty");
        if (PngChunks.isPng(head)) return PNG;
        if (WebpFile.isWebp(head)) return WEBP;
        int first = head.limit() < 4 ? 0 : head.getInt(0);
        if (first == MEMBER || first == EMPTY_ARCHIVE) return ARCHIVE;
        byte[] bytes = new byte[head.limit()];
        head.get(0, bytes);
        if (CardText.isJson(bytes)) return JSON;
        if (first >>> 8 == JPEG) return behindJpeg(file);
        throw Refusal.invalid("this is no character card: neither PNG, APNG, WEBP, JSON, CHARX nor BYAF");
    }

    private static FileKind behindJpeg(FileChannel file) throws IOException {
        if (ArchiveEnd.isThere(file)) return ARCHIVE_IN_JPEG;
        throw Refusal.invalid("this is a JPEG picture, and there is no character card in it");
    }
}
