package parley.http.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Endpoint;
import parley.http.wire.Failures;
import parley.http.wire.ListedModel;
import parley.http.wire.Wire;

/**
 * The wire of OpenAI's chat completions.
 *
 * @param temperature what every model is asked to answer at; absent for what is usual there
 */
public record OpenAiWire(@Nullable Double temperature) implements Wire {
    private static final String COMPLETIONS = "/chat/completions";
    private static final String MODELS = "/models";
    private static final int MOST_MODELS = 2000;

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
        return HttpRequest.POST(endpoint.below(COMPLETIONS))
                .withEntity(ContentTypes.APPLICATION_JSON, body(endpoint, model, prompt))
                .addHeader(RawHeader.create("Accept", "text/event-stream"));
    }

    @Override
    public byte[] body(Endpoint endpoint, String model, Prompt prompt) {
        return OpenAiRequest.of(prompt, model, limitsCompletion(endpoint), temperature);
    }

    @Override
    public AnswerReader reader(Answer answer, Failures failures) {
        return new OpenAiEvents(answer, failures);
    }

    @Override
    public HttpRequest models(Endpoint endpoint) {
        return HttpRequest.GET(endpoint.below(MODELS));
    }

    @Override
    public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
        JsonNode models = answer.path("data");
        if (!models.isArray())
            throw new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .map(it -> new ListedModel(it.path("id").asText(), 0))
                .filter(it -> !it.name().isEmpty())
                .limit(MOST_MODELS)
                .toList();
    }

    /** The two services that call the limit {@code max_completion_tokens}; everybody else says {@code max_tokens}. */
    private static boolean limitsCompletion(Endpoint endpoint) {
        String host = endpoint.base().getHost();
        return "api.openai.com".equals(host) || "api.groq.com".equals(host);
    }
}
