package parley.http.provider;

import java.util.function.Function;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * A model on offer and how to open it, or another model of the same provider, by its name there.
 *
 * @param others what is known of another model of the same provider
 */
record Offer(ModelInfo info, Function<ModelRef, ModelInfo> others, Function<String, ChatModel> door) {
    /** One whose provider's other models are as this one, as far as anybody knows. */
    Offer(ModelInfo info, Function<String, ChatModel> door) {
        this(info, it -> new ModelInfo(it, it.toString(), info.prefill(), info.demo(), info.context()), door);
    }

    String provider() {
        return info.ref().provider();
    }
}
