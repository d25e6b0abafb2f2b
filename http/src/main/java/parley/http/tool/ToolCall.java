package parley.http.tool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One call of a tool on its way: it goes out once, and what carries it ends when nobody waits for it any more. */
final class ToolCall {
    private final AtomicReference<@Nullable Object> id = new AtomicReference<>();
    private final CompletableFuture<Void> leftAlone = new CompletableFuture<>();

    /** Whether it has not gone out yet; from now on it has, by this id. */
    boolean goesOut(Object id) {
        return this.id.compareAndSet(null, id);
    }

    /** What it went out as; null before. */
    @Nullable
    Object id() {
        return id.get();
    }

    void leave() {
        leftAlone.complete(null);
    }

    /** Has this done when nobody waits any more. */
    void whenLeft(Runnable stop) {
        var _ = leftAlone.thenRun(stop);
    }
}
