package parley.http.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import parley.engine.llm.ModelFailure;

/** Asks a provider of the OpenAI wire which models it has. */
record ModelList(Inquiry inquiry) {
    private static final int MOST_MODELS = 2000;

    CompletionStage<List<String>> names() {
        Endpoint endpoint = inquiry.endpoint();
        return inquiry.answered(endpoint.authorized(HttpRequest.GET(endpoint.modelsPath())), this::names);
    }

    private List<String> names(JsonNode answer) {
        JsonNode models = answer.path("data");
        if (!models.isArray())
            throw new ModelFailure.Rejected(
                    inquiry.endpoint().provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .map(it -> it.path("id").asText())
                .filter(it -> !it.isEmpty())
                .limit(MOST_MODELS)
                .toList();
    }
}
