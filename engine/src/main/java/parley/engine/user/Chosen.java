package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;
import parley.engine.llm.ModelRef;

/**
 * What a user has chosen for their own talks, on whatever device; whether it is still there is for its readers to see.
 *
 * @param model the model that answers where nothing else is said; absent for the one that this server prefers
 * @param character the agent that answers where nothing else is said; absent for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chosen(@Nullable ModelRef model, @Nullable AgentId character) implements Message {
    /** Nothing, as it is until somebody chooses. */
    public static final Chosen NOTHING = new Chosen(null, null);

    Chosen with(@Nullable ModelRef other) {
        return new Chosen(other, character);
    }

    Chosen with(@Nullable AgentId other) {
        return new Chosen(model, other);
    }
}
