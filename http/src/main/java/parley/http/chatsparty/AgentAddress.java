package parley.http.chatsparty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import parley.engine.kernel.Refusal;
import parley.http.edge.Problem;

/** Where agents are found; each address has its own status for what is made and for what cannot be. */
enum AgentAddress {
    /** {@code /chat/agents}, where the first era's clients and the first of the second look. */
    CHAT(StatusCodes.OK, StatusCodes.UNPROCESSABLE_CONTENT, 255),
    /** {@code /agents}, where all later ones look. */
    AGENTS(StatusCodes.CREATED, StatusCodes.BAD_REQUEST, 100);

    private final StatusCode made;
    private final StatusCode wrong;
    private final int longestName;

    AgentAddress(StatusCode made, StatusCode wrong, int longestName) {
        this.made = made;
        this.wrong = wrong;
        this.longestName = longestName;
    }

    StatusCode made() {
        return made;
    }

    int longestName() {
        return longestName;
    }

    /** What comes of it, a form that cannot be told with the status of this address. */
    <T> CompletionStage<T> told(Supplier<CompletionStage<T>> answer) {
        return CompletableFuture.completedFuture(answer)
                .thenCompose(Supplier::get)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                        .filter(no -> no.kind() == Refusal.Kind.INVALID)
                        .<Throwable>map(no -> new Problem(wrong, no.code(), no.reason()))
                        .orElseGet(() -> failure instanceof CompletionException it && it.getCause() != null
                                ? it.getCause()
                                : failure)));
    }
}
