package parley.http.migration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** One record on its way, perhaps in several steps; after a refusal none follows, and the report says why. */
final class Step {
    private final Move move;
    private final Kind kind;
    private final String id;
    private final String key;
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);
    private volatile @Nullable Refusal refused;

    /** One that follows all others of that key. */
    Step(Move move, Kind kind, String id, String key) {
        this.move = move;
        this.kind = kind;
        this.id = id;
        this.key = key;
    }

    void then(Supplier<? extends CompletionStage<?>> work) {
        last = move.crew().take(key, () -> refused == null ? tried(work) : CompletableFuture.completedFuture(true));
    }

    private CompletionStage<?> tried(Supplier<? extends CompletionStage<?>> work) {
        CompletionStage<?> trial;
        try {
            trial = work.get();
        } catch (Refusal no) {
            trial = CompletableFuture.failedFuture(no);
        }
        return trial.handle((_, failure) -> {
            if (failure == null) return true;
            refused = Refusal.in(failure).orElseThrow(() -> Crew.wrapped(failure));
            return false;
        });
    }

    /** Waits for what was begun. */
    void await() {
        move.crew().await(last);
    }

    /** Ends it with nothing more to be done. */
    void end() {
        end(() -> {}, () -> {});
    }

    /** What is to be done when all of it has arrived, or when it was refused. */
    void end(Runnable arrived, Runnable left) {
        var _ = move.crew().take(key, () -> {
            Refusal no = refused;
            if (no != null) {
                move.refused(kind, id, no);
                left.run();
            } else {
                arrived.run();
                move.report().moved(kind);
            }
            return CompletableFuture.completedFuture(true);
        });
    }
}
