package parley.http.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Endpoint;
import parley.http.wire.Failures;
import parley.http.wire.ListedModel;
import parley.http.wire.Wire;

/**
 * The wire of OpenAI's chat completions, as each of the many who speak it wants it; which habits an endpoint has is told
 * from its address and its provider's name.
 *
 * @param temperature what every model is asked to answer at; absent for what is usual there
 */
public record OpenAiWire(@Nullable Double temperature) implements Wire {
    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
        OpenAiProfile profile = OpenAiProfiles.of(endpoint);
        boolean prefilled = !prompt.prefill().isEmpty();
        HttpRequest request = HttpRequest.POST(OpenAiPaths.completions(profile, endpoint, model, prefilled))
                .withEntity(ContentTypes.APPLICATION_JSON, body(endpoint, model, prompt))
                .addHeader(RawHeader.create("Accept", "text/event-stream"));
        for (Map.Entry<String, String> header : profile.headers().entrySet())
            request = request.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        return request;
    }

    @Override
    public byte[] body(Endpoint endpoint, String model, Prompt prompt) {
        return OpenAiRequest.of(prompt, model, OpenAiProfiles.of(endpoint), temperature);
    }

    @Override
    public AnswerReader reader(Answer answer, Failures failures) {
        return new OpenAiEvents(answer, failures, "");
    }

    @Override
    public AnswerReader reader(Endpoint endpoint, Prompt prompt, Answer answer, Failures failures) {
        boolean echoes = OpenAiProfiles.of(endpoint).prefill() == OpenAiProfile.Prefill.ECHOED_PREFIX;
        return new OpenAiEvents(answer, failures, echoes ? prompt.prefill() : "");
    }

    @Override
    public boolean prefills(Endpoint endpoint) {
        return OpenAiProfiles.of(endpoint).prefill() != OpenAiProfile.Prefill.NONE;
    }

    @Override
    public HttpRequest models(Endpoint endpoint) {
        return HttpRequest.GET(OpenAiPaths.models(OpenAiProfiles.of(endpoint), endpoint));
    }

    @Override
    public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
        return OpenAiModels.in(endpoint, answer);
    }

    @Override
    public CompletionStage<HttpRequest> authorized(Endpoint endpoint, HttpRequest request) {
        return CompletableFuture.completedFuture(OpenAiProfiles.of(endpoint).authorized(endpoint, request));
    }
}
