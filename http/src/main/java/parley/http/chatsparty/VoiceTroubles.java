package parley.http.chatsparty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelFailure;
import parley.engine.voicing.VoiceConnectionId;
import parley.http.edge.Problem;

/** What can go wrong with connections to voices, as their clients expect it. */
final class VoiceTroubles {
    private static final String UNKNOWN = "Voice connection not found";

    private VoiceTroubles() {}

    /** Nobody's, or somebody else's. */
    static Refusal unknown() {
        return Refusal.notFound(UNKNOWN);
    }

    /** The platform's is as its operator has it. */
    static Problem fixed(String what) {
        return new Problem(
                StatusCodes.BAD_REQUEST, "invalid", "Cannot " + what + " the default ChatsParty voice connection");
    }

    /** What cannot be an id is nobody's. */
    static VoiceConnectionId named(String id) {
        try {
            return new VoiceConnectionId(id);
        } catch (Refusal strange) {
            throw unknown();
        }
    }

    /** The same, failing as these clients expect it. */
    static <T> CompletionStage<T> told(CompletionStage<T> answer) {
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)));
    }

    private static Throwable told(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof ModelFailure upstream)
            return Problem.upstream(String.valueOf(upstream.getMessage()));
        return Refusal.in(failure)
                .<Throwable>map(no -> switch (no.kind()) {
                    case NOT_FOUND -> unknown();
                    case CONFLICT -> new Problem(StatusCodes.BAD_REQUEST, no.code(), no.reason());
                    default -> no;
                })
                .orElse(failure);
    }

    /** A trial that fails is an answer, but for one of something that is not there. */
    static CompletionStage<VoiceConnectionRoutes.Tested> tried(CompletionStage<VoiceConnectionRoutes.Tested> trial) {
        return trial.exceptionallyCompose(failure -> Refusal.in(failure)
                .filter(no -> no.kind() != Refusal.Kind.NOT_FOUND)
                .map(no -> CompletableFuture.completedFuture(VoiceConnectionRoutes.Tested.failed(no.reason())))
                .orElseGet(() -> CompletableFuture.failedFuture(told(failure))));
    }
}
