package parley.http.wire.ollama;

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
 * Ollama's own wire ({@code /api/chat}). Unlike its OpenAI wire it can be told how large the model's window is to be.
 *
 * @param temperature what every model is asked to answer at; absent for what is usual there
 * @param window tokens of the window that the model is to be loaded with; 0 for what Ollama gives by itself
 * @param keepAlive how long the model stays loaded afterwards, such as {@code 10m}; empty for what is usual there
 * @param think whether the model thinks before it answers; absent for what is usual for it
 */
public record OllamaWire(
        @Nullable Double temperature,
        int window,
        String keepAlive,
        @Nullable Boolean think) implements Wire {
    private static final int MOST_MODELS = 2000;
    private static final String OPENAI_DOOR = "/v1";

    /** Whatever is usual, with a window. */
    public OllamaWire(@Nullable Double temperature, int window) {
        this(temperature, window, "", null);
    }

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
        return HttpRequest.POST(below(endpoint, "/api/chat"))
                .withEntity(ContentTypes.APPLICATION_JSON, body(endpoint, model, prompt))
                .addHeader(RawHeader.create("Accept", "application/x-ndjson"));
    }

    @Override
    public byte[] body(Endpoint endpoint, String model, Prompt prompt) {
        return new OllamaRequest(prompt, model, this).bytes();
    }

    @Override
    public AnswerReader reader(Answer answer, Failures failures) {
        return new OllamaLines(answer, failures);
    }

    @Override
    public HttpRequest models(Endpoint endpoint) {
        return HttpRequest.GET(below(endpoint, "/api/tags"));
    }

    @Override
    public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
        JsonNode models = answer.path("models");
        if (!models.isArray())
            throw new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .map(it -> it.path("name").asText(it.path("model").asText()))
                .filter(it -> !it.isEmpty())
                .map(it -> new ListedModel(it, 0))
                .limit(MOST_MODELS)
                .toList();
    }

    /** People also give the address of Ollama's OpenAI wire, which is one door further. */
    private static String below(Endpoint endpoint, String path) {
        String below = endpoint.below("");
        return below.endsWith(OPENAI_DOOR)
                ? below.substring(0, below.length() - OPENAI_DOOR.length()) + path
                : endpoint.below(path);
    }
}
