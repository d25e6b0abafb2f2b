package parley.http.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.storage.DocumentReader;
import parley.engine.storage.DocumentText;
import parley.engine.storage.StoredFile;

/** Reads documents on virtual threads, a few at a time, none for longer than it may take. */
public final class BoundedReader implements DocumentReader {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedReader.class);

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final DocumentSettings settings;
    private final ActorSystem<?> system;
    private final Semaphore free;

    public BoundedReader(DocumentSettings settings, ActorSystem<?> system) {
        this.settings = settings;
        this.system = system;
        this.free = new Semaphore(settings.atOnce(), true);
    }

    @Override
    public void check(StoredFile file) {
        Kind.of(file.mediaType());
        if (file.size() > settings.largest())
            throw Refusal.invalid("a document may have at most " + settings.largest() + " bytes to be read");
    }

    @Override
    public CompletionStage<DocumentText> read(StoredFile file, Source<ByteString, ?> bytes) {
        Kind kind = Kind.of(file.mediaType());
        return onThread(() -> Files.createTempFile("parley-document-", ".part"))
                .thenCompose(copy -> bytes.runWith(FileIO.toPath(copy, Set.of(StandardOpenOption.WRITE)), system)
                        .thenCompose(written -> timed(kind, copy))
                        .whenComplete((text, failure) -> THREADS.execute(() -> remove(copy))));
    }

    private CompletionStage<DocumentText> timed(Kind kind, Path copy) {
        CompletableFuture<DocumentText> text = new CompletableFuture<>();
        Future<?> reading = THREADS.submit(() -> {
            try {
                free.acquire();
                try {
                    text.complete(kind.read(copy, settings));
                } finally {
                    free.release();
                }
            } catch (Refusal no) {
                text.completeExceptionally(no);
            } catch (InterruptedException | IOException | RuntimeException broken) {
                if (!text.isDone()) LOG.warn("a document could not be read: {}", broken.toString());
                text.completeExceptionally(Refusal.invalid("this document cannot be read"));
            }
        });
        return text.orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> {
                    reading.cancel(true);
                    return CompletableFuture.failedFuture(
                            failure instanceof TimeoutException
                                    ? Refusal.invalid("this document takes too long to be read")
                                    : failure);
                });
    }

    private static void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException failure) {
            LOG.warn("a copy of a document could not be removed: {}", failure.toString());
        }
    }

    private static <T> CompletionStage<T> onThread(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception failure) {
                        throw new CompletionException(failure);
                    }
                },
                THREADS);
    }
}
