package parley.http.wire.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Endpoint;
import parley.http.wire.Failures;
import parley.http.wire.ListedModel;
import parley.http.wire.Wire;

/**
 * The wire of Gemini at Vertex AI. The endpoint's key is the JSON file of a service account's key, and what goes to the
 * provider is a token for it.
 *
 * @param temperature what every model is asked to answer at; absent for what is usual there
 * @param project the project that pays; empty for the one that the service account is of
 * @param location where the model runs, such as {@code europe-west4} or {@code global}
 */
public record VertexWire(@Nullable Double temperature, String project, String location, AccessTokens tokens)
        implements Wire {
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,99}|");
    private static final Pattern LOCATION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final String GLOBAL = "global";
    private static final String VERSION = "/v1";
    /** Only this version lists models. */
    private static final String LISTING_VERSION = "/v1beta1";

    private static final int MOST_MODELS = 300;

    public VertexWire {
        if (!PROJECT.matcher(project).matches()) throw Refusal.invalid("a project of Google's is named by its id");
        location(location);
    }

    /** Where Vertex AI is reached for models of a location. */
    public static URI base(String location) {
        String host = location(location).equals(GLOBAL) ? "" : location + "-";
        return URI.create("https://" + host + "aiplatform.googleapis.com" + VERSION);
    }

    private static String location(String location) {
        if (!LOCATION.matcher(location).matches())
            throw Refusal.invalid("a location of Google's is named such as europe-west4, or global");
        return location;
    }

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
        String project = this.project.isEmpty()
                ? endpoint.key().map(ServiceAccount::project).orElse("")
                : this.project;
        String path = "/projects/" + Endpoint.piece(project) + "/locations/" + location + "/publishers/google/models/"
                + Endpoint.piece(GeminiWire.plain(model));
        return GeminiWire.asked(below(endpoint, VERSION, path), body(endpoint, model, prompt));
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
        return HttpRequest.GET(below(endpoint, LISTING_VERSION, "/publishers/google/models?pageSize=" + MOST_MODELS));
    }

    @Override
    public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
        JsonNode models = answer.path("publisherModels");
        if (!models.isArray())
            throw new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .map(it -> it.path("name").asText())
                .map(it -> it.substring(it.lastIndexOf('/') + 1))
                .filter(it -> it.startsWith("gemini"))
                .map(it -> new ListedModel(it, 0))
                .limit(MOST_MODELS)
                .toList();
    }

    @Override
    public CompletionStage<HttpRequest> authorized(Endpoint endpoint, HttpRequest request) {
        return tokens.token(endpoint)
                .thenApply(it -> request.addCredentials(HttpCredentials.createOAuth2BearerToken(it.reveal())));
    }

    @Override
    public Optional<Secret> token(Endpoint endpoint) {
        return tokens.heldFor(endpoint);
    }

    /** The base ends in the version that answers, or says none. */
    private static String below(Endpoint endpoint, String version, String path) {
        String base =
                Optional.ofNullable(endpoint.base().getRawPath()).orElse("").replaceFirst("/+$", "");
        String before = base.endsWith(VERSION) ? base.substring(0, base.length() - VERSION.length()) : base;
        return before + version + path;
    }
}
