package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/**
 * Something that was said elsewhere, or is only to be kept.
 *
 * @param agent who said it, who need not sit in the room; absent for a person
 * @param name the speaker's name, as others shall know it; {@link #PERSON} for the owner
 * @param at when it was said
 */
public record PastLine(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AgentId agent, String name, String text, Instant at) {
    /** The name of the person whose conversation it is. */
    public static final String PERSON = Line.PERSON;

    Line line() {
        return new Line(0, 0, agent, name, List.of(text), Line.SPOKEN, at);
    }
}
