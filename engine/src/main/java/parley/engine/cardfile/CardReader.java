package parley.engine.cardfile;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.cardfile.ReadCard.Picture;
import parley.engine.kernel.Refusal;

/** Reads cards out of files, by what the bytes are and not by their names. Blocks: call it on a virtual thread. */
public final class CardReader {
    /** The largest CHARX or BYAF archive, in bytes. */
    public static final long LARGEST_ARCHIVE = 100L * 1024 * 1024;

    /** The largest PNG or WEBP, in bytes. */
    public static final long LARGEST_FILE = 20L * 1024 * 1024;

    /** The largest picture or other file in a file, in bytes. */
    static final int LARGEST_PICTURE = 20 * 1024 * 1024;

    private static final int ARCHIVE_BEGINS = 0x504B0304;

    private CardReader() {}

    /**
     * The card in a file.
     *
     * @throws Refusal INVALID with what is wrong
     */
    public static ReadCard read(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            return switch (FileKind.of(file)) {
                case PNG -> mapped(file, it -> new PngFile(it).read());
                case WEBP -> mapped(file, it -> new WebpFile(it).read());
                case JSON -> json(file);
                case ARCHIVE -> archived(path, it -> it.read(null));
                case ARCHIVE_IN_JPEG -> {
                    Picture before = mapped(file, CardReader::jpeg);
                    yield archived(path, it -> it.read(before));
                }
            };
        } catch (IOException broken) {
            throw BoundedBytes.broken(broken);
        }
    }

    /**
     * One of the files in a file, by its address; the spelling {@code embedded://} will do too.
     *
     * @throws Refusal NOT_FOUND where it is not in there, INVALID where it cannot be read
     */
    public static ByteString asset(Path path, String uri) {
        List<ByteString> found = new ArrayList<>();
        assets(
                path,
                List.of(Findings.known(uri)),
                (it, bytes) -> found.add(ByteString.fromArrayUnsafe(bytes.toArray())));
        return found.getFirst();
    }

    /** Several of the files in a file, one after the other. */
    static void assets(Path path, Collection<String> uris, BiConsumer<String, BoundedBytes> each) {
        try (FileChannel file = FileChannel.open(path)) {
            switch (FileKind.of(file)) {
                case PNG -> mapped(file, it -> assets(new PngFile(it)::asset, uris, each));
                case ARCHIVE, ARCHIVE_IN_JPEG -> archived(path, it -> assets(it::asset, uris, each));
                case WEBP, JSON -> throw Refusal.notFound("there are no files in this file");
            }
        } catch (IOException broken) {
            throw BoundedBytes.broken(broken);
        }
    }

    private static int assets(Findings.Source source, Collection<String> uris, BiConsumer<String, BoundedBytes> each) {
        uris.forEach(it -> each.accept(it, source.read(it)));
        return uris.size();
    }

    private static ReadCard json(FileChannel file) {
        List<String> warnings = new ArrayList<>();
        String text = CardText.decoded(BoundedBytes.of(Channels.newInputStream(file), CardText.LARGEST), warnings);
        Card card = Card.of(text);
        Findings findings = new Findings();
        warnings.forEach(findings::warn);
        Picture picture = findings.icon(card, uri -> new BoundedBytes(0)).orElse(null);
        return findings.card(card, "json", picture);
    }

    private static <T> T archived(Path path, Function<ArchiveFile, T> reading) {
        try (Archive archive = Archive.open(path)) {
            return reading.apply(new ArchiveFile(archive));
        }
    }

    // Mapped, so that a large picture takes no memory of its own while it is searched.
    private static <T extends @Nullable Object> T mapped(FileChannel file, Function<ByteBuffer, T> reading)
            throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer bytes =
                    file.map(MapMode.READ_ONLY, 0, file.size(), arena).asByteBuffer();
            return reading.apply(bytes.order(ByteOrder.BIG_ENDIAN));
        }
    }

    // What stands before the archive.
    private static @Nullable Picture jpeg(ByteBuffer file) {
        int end = 0;
        int most = Math.min(LARGEST_PICTURE, file.limit() - Integer.BYTES);
        while (end < most && file.getInt(end) != ARCHIVE_BEGINS) end++;
        byte[] bytes = new byte[end];
        file.get(0, bytes);
        return new Findings().picture(bytes).orElse(null);
    }
}
