package parley.http.chatsparty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import parley.engine.connection.Trial;
import parley.engine.kernel.Refusal;
import parley.http.edge.Problem;

/** What can go wrong with connections, as their clients expect it. */
final class ConnectionTroubles {
    private static final String UNKNOWN = "Connection not found";

    private ConnectionTroubles() {}

    /** Nobody's, or somebody else's. */
    static Refusal unknown() {
        return Refusal.notFound(UNKNOWN);
    }

    /** The platform's connection is as its operator has it. */
    static Refusal fixed(String what) {
        return Refusal.forbidden("Cannot " + what + " the default ChatsParty connection");
    }

    /** An id of whatever kind; what cannot be one is not there. */
    static <T> T named(String id, Function<String, T> kind) {
        try {
            return kind.apply(id);
        } catch (Refusal strange) {
            throw unknown();
        }
    }

    /** A name that is taken is 400 to them. */
    static <T> CompletionStage<T> told(CompletionStage<T> answer) {
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                .<Throwable>map(no -> switch (no.kind()) {
                    case NOT_FOUND -> unknown();
                    case CONFLICT -> new Problem(StatusCodes.BAD_REQUEST, no.code(), no.reason());
                    default -> no;
                })
                .orElse(failure)));
    }

    /** A trial that fails is an answer, whatever it fails at. */
    static CompletionStage<Tried> tried(CompletionStage<Trial> trial) {
        return trial.thenApply(Tried::of)
                .exceptionallyCompose(failure -> Refusal.in(failure)
                        .map(no -> CompletableFuture.completedFuture(
                                Tried.failed(no.kind() == Refusal.Kind.NOT_FOUND ? UNKNOWN : no.reason())))
                        .orElseGet(() -> CompletableFuture.failedFuture(failure)));
    }
}
