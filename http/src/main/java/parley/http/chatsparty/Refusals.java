package parley.http.chatsparty;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import parley.engine.kernel.Refusal;

/** Tells what the engine refuses in the words and with the status that this dialect's clients know. */
final class Refusals {
    private Refusals() {}

    /** The same answer, but a refusal of that kind in other words. */
    static <T> CompletionStage<T> told(
            CompletionStage<T> asked, Refusal.Kind kind, Function<Refusal, RuntimeException> words) {
        return asked.exceptionally(failure -> {
            throw Refusal.in(failure)
                    .filter(it -> it.kind() == kind)
                    .map(words)
                    .orElseGet(() -> failure instanceof CompletionException wrapped
                            ? wrapped
                            : new CompletionException(failure));
        });
    }
}
