package parley.http.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 * The wire of Anthropic's messages ({@code /v1/messages}).
 *
 * @param temperature what every model is asked to answer at; absent for what is usual there
 * @param cachedFrom the characters from which on the system's text is put into the provider's cache; 0 for never
 */
public record AnthropicWire(@Nullable Double temperature, int cachedFrom) implements Wire {
    /** About two thousand tokens: below that most models cache nothing. */
    public static final int USUALLY_CACHED_FROM = 8000;

    private static final String VERSION = "2023-06-01";
    private static final int MOST_MODELS = 1000;

    /** The wire that caches what is long enough to be cached. */
    public AnthropicWire(@Nullable Double temperature) {
        this(temperature, USUALLY_CACHED_FROM);
    }

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
        return HttpRequest.POST(below(endpoint, "/messages"))
                .withEntity(ContentTypes.APPLICATION_JSON, body(endpoint, model, prompt))
                .addHeader(RawHeader.create("Accept", "text/event-stream"))
                .addHeader(RawHeader.create("anthropic-version", VERSION));
    }

    @Override
    public byte[] body(Endpoint endpoint, String model, Prompt prompt) {
        return new AnthropicRequest(prompt, model, temperature, cachedFrom).bytes();
    }

    @Override
    public AnswerReader reader(Answer answer, Failures failures) {
        return new AnthropicEvents(answer, failures);
    }

    @Override
    public HttpRequest models(Endpoint endpoint) {
        return HttpRequest.GET(below(endpoint, "/models?limit=" + MOST_MODELS))
                .addHeader(RawHeader.create("anthropic-version", VERSION));
    }

    @Override
    public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
        JsonNode models = answer.path("data");
        if (!models.isArray())
            throw new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .map(it -> new ListedModel(
                        it.path("id").asText(),
                        Math.max(0, it.path("max_input_tokens").asInt(0))))
                .filter(it -> !it.name().isEmpty())
                .limit(MOST_MODELS)
                .toList();
    }

    @Override
    public CompletionStage<HttpRequest> authorized(Endpoint endpoint, HttpRequest request) {
        return CompletableFuture.completedFuture(endpoint.authorized(request, "x-api-key"));
    }

    /** People give the host alone; the wire is one door further. */
    private static String below(Endpoint endpoint, String path) {
        boolean bare =
                Optional.ofNullable(endpoint.base().getRawPath()).orElse("").length() <= 1;
        return endpoint.below(bare ? "/v1" + path : path);
    }
}
