package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import parley.engine.kernel.Names;

/** Names one conversation; a client may choose it. Only one whose name begins with {@code fork-} can be a fork. */
public record ConversationId(@JsonValue String value) {
    private static final String FORK = "fork-";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConversationId {
        Names.check("conversation id", value);
    }

    /** A fresh name for a fork. */
    public static ConversationId fork() {
        return new ConversationId(FORK + UUID.randomUUID());
    }

    /** Whether a past that is shared with a parent must be looked for before this conversation can wake. */
    boolean mayBeFork() {
        return value.startsWith(FORK);
    }

    @Override
    public String toString() {
        return value;
    }
}
