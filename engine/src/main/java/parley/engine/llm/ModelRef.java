package parley.engine.llm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Refusal;

/** Names a model: {@code provider/model}, such as {@code scripted/demo} or {@code openai/gpt-4o-mini}. */
public record ModelRef(String provider, String model) {
    /** Stands for whatever model this server prefers. */
    public static final ModelRef DEFAULT = new ModelRef("default", "default");

    /** The part before the first slash is the provider; the rest is the model and may hold slashes and colons. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ModelRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1 || text.length() > 200)
            throw Refusal.invalid("a model is named provider/model, such as scripted/demo");
        return new ModelRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
