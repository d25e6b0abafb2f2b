package parley.http.character;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Where files are read and pictures drawn: on virtual threads, so much at a time and no more. */
public final class Workbench {
    private static final Executor THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("characters-", 1).factory());

    private final Semaphore places;

    public Workbench(int places) {
        this.places = new Semaphore(places);
    }

    /** Does some work as soon as there is a place for it. */
    public <T> CompletionStage<T> at(Callable<T> work) {
        return aside(() -> {
            places.acquire();
            try {
                return work.call();
            } finally {
                places.release();
            }
        });
    }

    /** Does what takes no room, only time, without waiting for a place. */
    static <T> CompletionStage<T> aside(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                done.complete(work.call());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                done.completeExceptionally(stopped);
            } catch (Exception failure) {
                done.completeExceptionally(failure);
            } catch (StackOverflowError | OutOfMemoryError hostile) {
                done.completeExceptionally(hostile);
            }
        });
        return done;
    }
}
