package parley.http.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Endpoint;
import parley.http.wire.ListedModel;

/** The chat models in a list of models, with the window of each by whatever name its provider tells it. */
final class OpenAiModels {
    private static final int MOST_MODELS = 2000;
    private static final Set<String> OTHER_KINDS =
            Set.of("embedding", "embeddings", "image", "audio", "video", "moderation", "rerank", "transcribe");

    private OpenAiModels() {}

    static List<ListedModel> in(Endpoint endpoint, JsonNode answer) {
        JsonNode models = answer.isArray() ? answer : answer.path("data");
        if (!models.isArray())
            throw new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
        return StreamSupport.stream(models.spliterator(), false)
                .filter(OpenAiModels::chats)
                .map(it -> new ListedModel(it.path("id").asText(), context(it)))
                .filter(it -> !it.name().isEmpty())
                .limit(MOST_MODELS)
                .toList();
    }

    private static boolean chats(JsonNode model) {
        return !OTHER_KINDS.contains(model.path("type").asText())
                && model.path("active").asBoolean(true)
                && model.path("capabilities").path("completion_chat").asBoolean(true);
    }

    /** What the server gives the model comes before what the model was made for. */
    private static int context(JsonNode model) {
        JsonNode meta = model.path("meta");
        return Stream.of(
                        model.path("max_model_len"),
                        model.path("loaded_context_length"),
                        meta.path("n_ctx"),
                        model.path("top_provider").path("context_length"),
                        model.path("context_length"),
                        model.path("context_window"),
                        model.path("max_context_length"),
                        model.path("max_input_tokens"),
                        meta.path("n_ctx_train"))
                .filter(it -> it.canConvertToInt() && it.asInt() > 0)
                .mapToInt(JsonNode::asInt)
                .findFirst()
                .orElse(0);
    }
}
