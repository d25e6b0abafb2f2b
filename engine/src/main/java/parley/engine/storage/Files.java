package parley.engine.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.UserId;

/** The door to every file. Only its owner may see it; to anybody else it is NOT_FOUND. */
public final class Files {
    private static final Logger LOG = LoggerFactory.getLogger(Files.class);

    /** Leftovers that one sweep clears away, and how many of them at the same time. */
    private static final int LEFTOVERS = 1000;

    private static final int AT_ONCE = 4;

    private final ActorSystem<?> system;
    private final FileSettings settings;
    private final Cabinets cabinets;
    private final FileStore store;
    private final FileIndex index;
    private final MediaTypes types;
    private final SecureRandom random;

    private Files(
            ActorSystem<?> system,
            FileSettings settings,
            Cabinets cabinets,
            FileStore store,
            FileIndex index,
            MediaTypes types,
            SecureRandom random) {
        this.system = system;
        this.settings = settings;
        this.cabinets = cabinets;
        this.store = store;
        this.index = index;
        this.types = types;
        this.random = random;
    }

    /** The files of the whole cluster. */
    public static Files sharded(
            ActorSystem<?> system,
            FileSettings settings,
            FileStore store,
            FileIndex index,
            MediaTypes types,
            Clock clock,
            SecureRandom random) {
        return new Files(system, settings, new Cabinets(system, settings, clock), store, index, types, random);
    }

    /** The most bytes that one file may have. */
    public long largest() {
        return settings.limits().largest();
    }

    /**
     * Stores a file as it comes, or nothing at all; the bytes are begun once there is room for them. Fails with a Refusal
     * where its owner has no room, {@link TooLarge}, a {@link StorageFailure}, or whatever the stream failed with.
     */
    public CompletionStage<StoredFile> upload(UserId owner, Upload upload, Source<ByteString, ?> bytes) {
        if (upload.bytes() > largest()) return CompletableFuture.failedFuture(new TooLarge(largest()));
        FileId file = new FileId(Fresh.id("file", random));
        return cabinets.begin(owner, file, upload)
                .thenCompose(room -> received(file, upload.name(), new Tally(room, largest()), bytes)
                        .thenCompose(content -> cabinets.keep(owner, file, content))
                        .exceptionallyCompose(failure -> abandoned(owner, file, failure)));
    }

    private CompletionStage<Content> received(FileId file, FileName name, Tally tally, Source<ByteString, ?> bytes) {
        return bytes.completionTimeout(settings.uploadWithin()) // pieces of any size
                .map(tally::counted) // the same, counted
                .groupedWeighted(MediaTypes.SHOWN, it -> (long) it.size()) // together large enough to be looked at
                .map(Files::joined) // pieces of some size
                .prefixAndTail(1) // the first, and all others
                .runWith(Sink.head(), system)
                .thenCompose(it -> {
                    String type = types.of(name, joined(it.first()));
                    Source<ByteString, NotUsed> whole = Source.from(it.first()).concat(it.second());
                    return store.put(file, type, whole).thenApply(done -> tally.content(type));
                });
    }

    private static ByteString joined(List<ByteString> pieces) {
        return pieces.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
    }

    /** Only what is recorded as given up is removed: an upload whose record is out of reach is left to a sweep. */
    private CompletionStage<StoredFile> abandoned(UserId owner, FileId file, Throwable failure) {
        return cabinets.abandon(owner, file)
                .thenCompose(it -> erased(owner, it))
                .handle((done, second) -> failure)
                .thenCompose(CompletableFuture::failedFuture);
    }

    /** What is known of a file. */
    public CompletionStage<StoredFile> file(UserId owner, FileId file) {
        return cabinets.file(owner, file);
    }

    /** A piece of a file's bytes. */
    public CompletionStage<Source<ByteString, NotUsed>> content(FileId file, Span span) {
        return store.get(file, span);
    }

    /** How much somebody has stored. */
    public CompletionStage<FileUsage> usage(UserId owner) {
        return cabinets.usage(owner);
    }

    /** Deletes a file: it is gone at once, its bytes as soon as the store answers. */
    public CompletionStage<StoredFile> delete(UserId owner, FileId file) {
        return cabinets.delete(owner, file)
                .thenCompose(it -> erased(owner, file).handle((done, left) -> it));
    }

    private CompletionStage<Done> erased(UserId owner, FileId file) {
        return store.delete(file)
                .thenCompose(done -> cabinets.forget(owner, file))
                .thenApply(it -> Done.getInstance())
                .whenComplete((done, failure) -> {
                    if (failure != null)
                        LOG.warn("what is left of {} could not be removed yet: {}", file, failure.getMessage());
                });
    }

    /** Clears away deleted files, and uploads begun before a time that never became files; answers how many. */
    public CompletionStage<Integer> sweep(Instant begunBefore) {
        return index.leftovers(begunBefore, LEFTOVERS)
                .thenCompose(leftovers -> Source.from(leftovers) // what is left
                        .mapAsyncUnordered(AT_ONCE, this::cleared) // whether it is gone
                        .filter(it -> it)
                        .runWith(Sink.fold(0, (count, it) -> count + 1), system));
    }

    private CompletionStage<Boolean> cleared(FileIndex.Leftover it) {
        return cabinets.abandon(it.owner(), it.file())
                .thenCompose(file -> erased(it.owner(), file))
                .handle((done, failure) -> failure == null);
    }
}
