package parley.http.migration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * So many pieces of work at once, of which those with the same key follow one another. Whoever hands in more waits. The
 * first failure ends it all: what is broken would only break the rest.
 */
final class Crew {
    private final Semaphore hands;
    private final int most;
    private final ConcurrentHashMap<String, CompletableFuture<Boolean>> last = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Crew(int most) {
        this.most = most;
        this.hands = new Semaphore(most);
    }

    /** Hands in work; it begins once there is a hand for it and what has the same key is done. */
    CompletableFuture<Boolean> take(String key, Supplier<? extends CompletionStage<?>> work) {
        check();
        hands.acquireUninterruptibly();
        CompletableFuture<Boolean> before = last.getOrDefault(key, CompletableFuture.completedFuture(true));
        CompletableFuture<Boolean> done = before.thenCompose(_ -> work.get().thenApply(_ -> true));
        CompletableFuture<Boolean> over = done.exceptionally(_ -> false);
        last.put(key, over);
        var _ = over.thenRun(() -> last.remove(key, over));
        return done.whenComplete((_, broken) -> {
            if (broken != null) failure.compareAndSet(null, broken);
            hands.release();
        });
    }

    /** Waits until all is done, and forgets what was done in which order. */
    void rest() {
        hands.acquireUninterruptibly(most);
        hands.release(most);
        last.clear();
        check();
    }

    /** Waits for one piece of work. */
    void await(CompletableFuture<Boolean> work) {
        try {
            work.join();
        } catch (CompletionException _) {
            check();
        }
    }

    /** A failure as it travels between stages. */
    static CompletionException wrapped(Throwable failure) {
        return failure instanceof CompletionException it ? it : new CompletionException(failure);
    }

    private void check() {
        Throwable broken = failure.get();
        if (broken == null) return;
        Throwable cause =
                broken instanceof CompletionException && broken.getCause() != null ? broken.getCause() : broken;
        throw new Unmovable(
                "the move cannot go on: " + cause.getMessage() + ". What was moved stays; run it again to go on.",
                cause);
    }
}
