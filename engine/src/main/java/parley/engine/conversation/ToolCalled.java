package parley.engine.conversation;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Usage;

/**
 * The model of a running turn wants a tool to be used. It is stored before anything runs; what cannot be used is answered
 * in the same write.
 *
 * @param call its number within the turn, from 1, all attempts together
 * @param step how often the model has wanted tools in this turn; those of one step it wanted at once
 * @param id what the call is named before the model
 * @param tool {@code server/name}, or what the model wrote where there is no such tool
 * @param arguments as the model wrote them; their beginning where they are too long
 * @param echo what the provider wants to see again beside the call
 * @param usage what was used to get there, with the first call of a step
 */
@JsonTypeName("conversation.tool-called")
public record ToolCalled(
        int turn,
        int attempt,
        int call,
        int step,
        String id,
        String tool,
        String arguments,

        @JsonInclude(NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        String echo,

        Approval approval,

        @JsonInclude(NON_NULL) @Nullable Usage usage,

        Instant at)
        implements ConversationEvent.ToolEvent {

    /** Whether a person is asked before it runs. */
    public enum Approval {
        @JsonProperty("none")
        NONE,
        @JsonProperty("wanted")
        WANTED
    }
}
