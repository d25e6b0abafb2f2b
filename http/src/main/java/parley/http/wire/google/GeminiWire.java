package parley.http.wire.google;

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
 * The wire of the Gemini API ({@code /v1beta/models/…:streamGenerateContent}), with a key.
 *
 * @param temperature what every model is asked to answer at; absent for what is usual there
 */
public record GeminiWire(@Nullable Double temperature) implements Wire {
    private static final int MOST_MODELS = 1000;
    private static final String MODELS = "models/";
    private static final String TUNED = "tunedModels/";

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
        return asked(below(endpoint, path(model)), body(endpoint, model, prompt));
    }

    /** A question at an address, as both wires ask it. */
    static HttpRequest asked(String address, byte[] body) {
        return HttpRequest.POST(address + ":streamGenerateContent?alt=sse")
                .withEntity(ContentTypes.APPLICATION_JSON, body)
                .addHeader(RawHeader.create("Accept", "text/event-stream"));
    }

    @Override
    public byte[] body(Endpoint endpoint, String model, Prompt prompt) {
        return new GeminiRequest(prompt, model, temperature).bytes();
    }

    @Override
    public AnswerReader reader(Answer answer, Failures failures) {
        return new GeminiEvents(answer, failures);
    }

    @Override
    public HttpRequest models(Endpoint endpoint) {
        return HttpRequest.GET(below(endpoint, "/models?pageSize=" + MOST_MODELS));
    }

    @Override
    public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
        JsonNode models = answer.path("models");
        if (!models.isArray())
            throw new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .filter(GeminiWire::answers)
                .map(it -> new ListedModel(
                        plain(it.path("name").asText()),
                        Math.max(0, it.path("inputTokenLimit").asInt(0))))
                .filter(it -> !it.name().isEmpty())
                .limit(MOST_MODELS)
                .toList();
    }

    @Override
    public CompletionStage<HttpRequest> authorized(Endpoint endpoint, HttpRequest request) {
        return CompletableFuture.completedFuture(endpoint.authorized(request, "x-goog-api-key"));
    }

    /** A model's name without the list that it is in. */
    static String plain(String model) {
        return model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    }

    private static String path(String model) {
        return model.startsWith(TUNED)
                ? "/" + TUNED + Endpoint.piece(model.substring(TUNED.length()))
                : "/" + MODELS + Endpoint.piece(plain(model));
    }

    private static boolean answers(JsonNode model) {
        return StreamSupport.stream(model.path("supportedGenerationMethods").spliterator(), false)
                .anyMatch(it -> it.asText().equals("generateContent"));
    }

    /** People give the host alone; the wire is one door further. */
    private static String below(Endpoint endpoint, String path) {
        boolean bare =
                Optional.ofNullable(endpoint.base().getRawPath()).orElse("").length() <= 1;
        return endpoint.below(bare ? "/v1beta" + path : path);
    }
}
