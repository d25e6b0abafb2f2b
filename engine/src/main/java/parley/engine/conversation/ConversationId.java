package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import parley.engine.kernel.Names;

/** Names one conversation; a client may choose it. */
public record ConversationId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConversationId {
        Names.check("conversation id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
