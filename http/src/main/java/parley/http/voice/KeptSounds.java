package parley.http.voice;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Sound;

/**
 * Sounds in files, one each, named by a key of letters and digits. Together they are not larger than the limit for long:
 * then those go that nobody heard for the longest time. A file is there as a whole or not at all, and one that is broken
 * counts as not there. Several servers may share the folder. Only the server's own user may read it.
 */
final class KeptSounds {
    private static final Logger LOG = LoggerFactory.getLogger(KeptSounds.class);
    private static final String SUFFIX = ".sound";
    private static final String UNFINISHED = ".new";
    /** What is not moved to its place by then never will be. */
    private static final Duration ABANDONED = Duration.ofHours(1);
    /** Sweeping leaves some room, so that it is not needed again at once. */
    private static final double LEFT_BY_SWEEPING = 0.9;

    private static final Executor WORK = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sounds-", 1).factory());

    private final Path folder;
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    KeptSounds(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
        WORK.execute(this::sweep);
    }

    /** The sound of that key, where it is kept; it counts as heard then. */
    CompletionStage<Optional<Sound>> find(String key) {
        return CompletableFuture.supplyAsync(() -> read(key), WORK);
    }

    /** Keeps a sound, if it can: one that cannot be kept is no failure. Answers when that is decided. */
    CompletionStage<?> keep(String key, Sound sound) {
        return CompletableFuture.runAsync(() -> write(key, sound), WORK);
    }

    private Optional<Sound> read(String key) {
        Path file = file(key);
        if (!Files.exists(file)) return Optional.empty();
        try {
            Sound sound = SoundFile.read(Files.readAllBytes(file));
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(sound);
        } catch (IOException broken) {
            LOG.info("A kept sound cannot be used and is made anew: {}", broken.getClass());
            delete(file);
            return Optional.empty();
        }
    }

    private void write(String key, Sound sound) {
        byte[] content = SoundFile.of(sound);
        try {
            makeFolder();
            Path unfinished = Files.createTempFile(folder, "", UNFINISHED);
            try {
                Files.write(unfinished, content);
                Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            if (bytes.addAndGet(content.length) > limit) sweep();
        } catch (IOException full) {
            LOG.warn("A sound cannot be kept in {}: {}", folder, full.toString());
        }
    }

    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) return;
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (!posix) Files.createDirectories(folder);
        else
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Path file(String key) {
        return folder.resolve(key + SUFFIX);
    }

    private record Kept(Path file, long size, Instant heard) {}

    /** Counts what is there, and deletes the oldest where that is too much. */
    private void sweep() {
        if (!Files.isDirectory(folder) || !sweeping.compareAndSet(false, true)) return;
        try {
            List<Kept> kept = kept();
            long total = kept.stream().mapToLong(Kept::size).sum();
            if (total > limit) {
                kept.sort(Comparator.comparing(Kept::heard));
                for (Kept oldest : kept) {
                    if (total <= limit * LEFT_BY_SWEEPING) break;
                    delete(oldest.file);
                    total -= oldest.size;
                }
            }
            bytes.set(total);
        } catch (IOException unreadable) {
            LOG.warn("The kept sounds in {} cannot be counted: {}", folder, unreadable.toString());
        } finally {
            sweeping.set(false);
        }
    }

    private List<Kept> kept() throws IOException {
        List<Kept> kept = new ArrayList<>();
        Instant abandoned = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + SUFFIX + "," + UNFINISHED + "}")) {
            for (Path file : files) {
                Kept found = found(file);
                if (file.toString().endsWith(SUFFIX)) kept.add(found);
                else if (found.heard.isBefore(abandoned)) delete(file);
            }
        }
        return kept;
    }

    /** Another server on the same folder may have deleted it meanwhile; then it has no size. */
    private static Kept found(Path file) {
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            return new Kept(file, about.size(), about.lastModifiedTime().toInstant());
        } catch (IOException _) {
            return new Kept(file, 0, Instant.now());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // It is tried again at the next sweep.
        }
    }
}
