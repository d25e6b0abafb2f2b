package parley.persistence.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Requests that block, on virtual threads, so many at a time and no more. */
final class BucketCalls {
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Semaphore free;
    private final BucketTroubles troubles;

    BucketCalls(int most, BucketTroubles troubles) {
        this.free = new Semaphore(most, true);
        this.troubles = troubles;
    }

    /** What the server answers; its failures come in words for whoever can mend them. */
    <T> CompletionStage<T> on(Supplier<T> request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    free.acquireUninterruptibly();
                    try {
                        return request.get();
                    } catch (RuntimeException failure) {
                        throw new CompletionException(troubles.told(failure));
                    } finally {
                        free.release();
                    }
                },
                THREADS);
    }
}
