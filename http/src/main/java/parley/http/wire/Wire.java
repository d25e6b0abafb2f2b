package parley.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import parley.engine.kernel.Secret;
import parley.engine.llm.Prompt;

/**
 * What one family of providers speaks: how a prompt is asked, how its answer is read, and what is asked beside. It keeps
 * nothing: whatever belongs to one answer is in its {@link AnswerReader}.
 */
public interface Wire {
    /** How the events of an answer are told apart. */
    enum Framing {
        /** Server-sent events. */
        EVENTS,
        /** One JSON text a line. */
        LINES
    }

    Framing framing();

    /**
     * Asks for a streaming answer: a POST of {@link #body} with all that the family wants but the key. The same prompt is
     * always the same request.
     */
    HttpRequest request(Endpoint endpoint, String model, Prompt prompt);

    /** The JSON that asks this prompt, byte for byte. */
    byte[] body(Endpoint endpoint, String model, Prompt prompt);

    /** Reads one answer into {@code answer}; what a provider says went wrong is thrown as {@code failures} tells it. */
    AnswerReader reader(Answer answer, Failures failures);

    /** The same, where how an answer is read depends on what was asked, or where. */
    default AnswerReader reader(Endpoint endpoint, Prompt prompt, Answer answer, Failures failures) {
        return reader(answer, failures);
    }

    /** Whether this endpoint's models go on from the beginning of an answer that is given to them. */
    default boolean prefills(Endpoint endpoint) {
        return false;
    }

    /** Asks which models there are, without the key; costs nothing. */
    HttpRequest models(Endpoint endpoint);

    /**
     * The models in what was answered.
     *
     * @throws parley.engine.llm.ModelFailure where it is something else than a list of models
     */
    List<ListedModel> listed(Endpoint endpoint, JsonNode answer);

    /** The request with the key that this endpoint asks for, in the family's way. */
    default CompletionStage<HttpRequest> authorized(Endpoint endpoint, HttpRequest request) {
        return CompletableFuture.completedFuture(endpoint.authorized(request));
    }

    /** What {@link #authorized} shows to the provider instead of the key at this moment, so that nobody tells it. */
    default Optional<Secret> token(Endpoint endpoint) {
        return Optional.empty();
    }
}
