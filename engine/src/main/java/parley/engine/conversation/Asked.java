package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/**
 * A question to a model beside the turns.
 *
 * @param tries how often until it was answered
 * @param question its number, where credits were held for it
 * @param credits what it costs
 */
public record Asked(
        ModelRef model,
        int tries,
        Usage usage,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer question,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long credits) {
    /** A question that nothing was held for. */
    public Asked(ModelRef model, int tries, Usage usage) {
        this(model, tries, usage, null, 0);
    }
}
