package parley.http.character;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.pekko.util.ByteString;
import parley.engine.kernel.Refusal;
import parley.http.edge.Problem;

/**
 * A ZIP whose files are cards, unpacked one after the other. Nothing it says of itself is believed: bytes are counted while
 * they are inflated, and no name in it becomes a path. Used by one stream only.
 */
final class Bundle implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    /** Beyond this much, a file must not be larger than so many times what it is packed into. */
    private static final int HARMLESS = 1 << 20;

    private static final int RATIO = 200;

    private final ZipFile zip;
    private final CharacterSettings settings;
    private final Path desk;
    private final String prefix;
    private final Iterator<ZipEntry> entries;
    private long inflated;
    private int number;

    private Bundle(ZipFile zip, CharacterSettings settings, Path desk, String prefix) {
        this.zip = zip;
        this.settings = settings;
        this.desk = desk;
        this.prefix = prefix;
        this.entries =
                zip.stream().map(ZipEntry.class::cast).filter(Bundle::isFile).iterator();
    }

    /**
     * Opens a ZIP that is no card itself; absent for every other file.
     *
     * @throws Refusal where it holds more files than may come at once
     */
    static Optional<Bundle> opened(Incoming incoming, CharacterSettings settings, Path desk) throws IOException {
        if (incoming.refusal() != null
                || !incoming.name().toLowerCase(Locale.ROOT).endsWith(".zip")) return Optional.empty();
        ZipFile zip;
        try {
            zip = new ZipFile(incoming.file().toFile());
        } catch (ZipException broken) {
            return Optional.empty();
        }
        if (zip.getEntry("card.json") != null || zip.getEntry("manifest.json") != null) {
            zip.close();
            return Optional.empty();
        }
        if (zip.size() > settings.files()) {
            zip.close();
            throw Refusal.invalid("a ZIP of cards may hold at most " + settings.files() + " files");
        }
        return Optional.of(new Bundle(zip, settings, desk, incoming.file().getFileName() + "-"));
    }

    /** Folders, and what systems put into archives by themselves, are no cards. */
    private static boolean isFile(ZipEntry entry) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory() && !name.startsWith("__MACOSX/") && !last.startsWith(".") && !last.isBlank();
    }

    /** The next file of it. */
    Optional<Incoming> next() throws IOException {
        if (!entries.hasNext()) return Optional.empty();
        ZipEntry entry = entries.next();
        Path file = desk.resolve(prefix + ++number);
        String name = entry.getName();
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            return Optional.of(unpacked(name, file, in, out, Math.max(1, entry.getCompressedSize())));
        } catch (ZipException broken) {
            return Optional.of(refused(name, file, Problem.malformed("this file is damaged inside its ZIP")));
        }
    }

    private Incoming unpacked(String name, Path file, InputStream in, OutputStream out, long packed)
            throws IOException {
        Measure measure = new Measure(settings, "in a ZIP");
        byte[] piece = new byte[PIECE];
        for (int read; (read = in.read(piece)) >= 0; ) {
            inflated += read;
            if (inflated > settings.bundle()) return refused(name, file, Problem.tooLarge(settings.bundle()));
            ByteString passed = measure.passed(ByteString.fromArray(piece, 0, read));
            if (measure.refusal() != null) break;
            if (measure.bytes() > HARMLESS && measure.bytes() / packed > RATIO)
                return refused(
                        name, file, Problem.malformed("this file is more than " + RATIO + " times larger than packed"));
            out.write(passed.toArrayUnsafe());
        }
        return new Incoming(name, file, measure.bytes(), measure.refusal());
    }

    private static Incoming refused(String name, Path file, Problem why) {
        return new Incoming(name, file, 0, why);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
