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
    CHAT(255),
    /** {@code /agents}, where all later ones look. */
    AGENTS(100);

    private final int longestName;

    AgentAddress(int longestName) {
        this.longestName = longestName;
    }

    StatusCode made() {
        return switch (this) {
            case CHAT -> StatusCodes.OK;
            case AGENTS -> StatusCodes.CREATED;
        };
    }

    private StatusCode wrong() {
        return switch (this) {
            case CHAT -> StatusCodes.UNPROCESSABLE_CONTENT;
            case AGENTS -> StatusCodes.BAD_REQUEST;
        };
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
                        .<Throwable>map(no -> new Problem(wrong(), no.code(), no.reason()))
                        .orElseGet(() -> failure instanceof CompletionException it && it.getCause() != null
                                ? it.getCause()
                                : failure)));
    }
}
