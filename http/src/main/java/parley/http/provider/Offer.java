package parley.http.provider;

import java.util.function.Function;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ModelInfo;

/** A model on offer and how to open it, or another model of the same provider, by its name there. */
record Offer(ModelInfo info, Function<String, ChatModel> door) {
    String provider() {
        return info.ref().provider();
    }
}
