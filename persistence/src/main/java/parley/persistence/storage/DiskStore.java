package parley.persistence.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.IOOperationIncompleteException;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.storage.FileId;
import parley.engine.storage.FileStore;
import parley.engine.storage.Span;
import parley.engine.storage.StorageFailure;
import parley.engine.storage.StorageFailure.Kind;

/**
 * Files in a directory of this machine, two directories deep. A file is written under another name, forced to the disk and
 * then moved to its own in one step: under its own name it is always whole.
 */
final class DiskStore implements FileStore {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);

    /** Ids as the engine makes them; no other gets near a path. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    private static final int PIECE = 64 * 1024;
    private static final int BYTE = 0xff;

    /** A part of a file that nobody has written to for so long is what is left of a broken upload. */
    private static final Duration ABANDONED = Duration.ofHours(2);

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Path directory;
    private final Path parts;
    private final ActorSystem<?> system;

    private DiskStore(Path directory, ActorSystem<?> system) {
        this.directory = directory.toAbsolutePath().normalize();
        this.parts = this.directory.resolve("parts");
        this.system = system;
    }

    /** Makes the directory where it is missing, and removes what broken uploads have left. */
    static DiskStore open(StoreSettings.Disk settings, ActorSystem<?> system) {
        DiskStore store = new DiskStore(settings.directory(), system);
        try {
            Files.createDirectories(store.parts);
            store.removeAbandoned(Instant.now().minus(ABANDONED));
            return store;
        } catch (IOException failure) {
            throw store.told(failure);
        }
    }

    private void removeAbandoned(Instant before) throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(parts)) {
            left = all.toList();
        }
        for (Path part : left)
            if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) Files.deleteIfExists(part);
    }

    @Override
    public CompletionStage<Done> put(FileId file, String mediaType, Source<ByteString, ?> bytes) {
        Path part = part(file);
        return bytes.runWith(
                        FileIO.toPath(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)), system)
                .thenCompose(written -> blocking(() -> settled(part, shelf(file), file)))
                .exceptionallyCompose(failure -> blocking(() -> Files.deleteIfExists(part))
                        .handle((gone, second) -> reason(failure))
                        .thenCompose(CompletableFuture::failedFuture));
    }

    private static Done settled(Path part, Path shelf, FileId file) throws IOException {
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.createDirectories(shelf);
        Path place = shelf.resolve(safe(file));
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException simple) {
            Files.move(part, place);
        }
        force(shelf);
        return Done.getInstance();
    }

    /** The name of a file is in its directory, which some systems keep in memory as well; others cannot do this. */
    private static void force(Path directory) {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException unsupported) {
            LOG.debug("a directory cannot be forced to the disk: {}", unsupported.getMessage());
        }
    }

    @Override
    public CompletionStage<Source<ByteString, NotUsed>> get(FileId file, Span span) {
        Path place = place(file);
        return blocking(() -> Files.size(place)) // fails where it is not there
                .thenApply(size -> FileIO.fromPath(place, PIECE, span.from()) // from there to the end
                        .mapMaterializedValue(read -> NotUsed.getInstance())
                        .via(first(span.length()))); // no more than was asked for
    }

    private static Flow<ByteString, ByteString, NotUsed> first(long length) {
        return Flow.of(ByteString.class)
                .statefulMap(
                        () -> length,
                        (left, piece) -> Pair.create(
                                Math.max(0, left - piece.size()), piece.take((int) Math.min(left, piece.size()))),
                        left -> Optional.empty())
                .takeWhile(ByteString::nonEmpty);
    }

    @Override
    public CompletionStage<OptionalLong> stat(FileId file) {
        Path place = place(file);
        return blocking(() -> Files.exists(place) ? OptionalLong.of(Files.size(place)) : OptionalLong.empty());
    }

    @Override
    public CompletionStage<Done> delete(FileId file) {
        return blocking(() -> {
            Files.deleteIfExists(part(file));
            Files.deleteIfExists(place(file));
            return Done.getInstance();
        });
    }

    private Path part(FileId file) {
        return parts.resolve(safe(file));
    }

    private Path place(FileId file) {
        return shelf(file).resolve(safe(file));
    }

    private Path shelf(FileId file) {
        int hash = file.value().hashCode();
        return directory.resolve(hex(hash >>> Byte.SIZE)).resolve(hex(hash));
    }

    private static String hex(int number) {
        int low = number & BYTE;
        return (low < 16 ? "0" : "") + Integer.toHexString(low);
    }

    private static String safe(FileId file) {
        if (!SAFE.matcher(file.value()).matches())
            throw new IllegalArgumentException("this id was not made here: " + file);
        return file.value();
    }

    private <T> CompletionStage<T> blocking(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception failure) {
                        throw new CompletionException(reason(failure));
                    }
                },
                THREADS);
    }

    /** What a stream failed with; what the disk failed with is told in words for whoever can mend it. */
    private Throwable reason(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            case IOOperationIncompleteException broken when broken.getCause() != null -> reason(broken.getCause());
            case IOException disk -> told(disk);
            default -> failure;
        };
    }

    private StorageFailure told(IOException failure) {
        LOG.warn("the files' directory {} fails: {}", directory, failure.toString());
        return failure instanceof NoSuchFileException
                ? new StorageFailure(
                        Kind.REFUSED,
                        "the bytes of this file are not where parley.file-store.local.path (STORAGE_PATH) points",
                        failure)
                : new StorageFailure(
                        Kind.UNAVAILABLE,
                        "the disk takes or gives no files: see that the directory of parley.file-store.local.path"
                                + " (STORAGE_PATH) may be written and has room",
                        failure);
    }
}
