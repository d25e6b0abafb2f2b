package parley.engine.conversation;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/** A tool is not used that was waiting for leave; {@code who} is absent where nobody said anything in time. */
@JsonTypeName("conversation.tool-refused")
public record ToolRefused(
        int turn, int call, @JsonInclude(NON_NULL) @Nullable UserId who, Instant at)
        implements ConversationEvent.ToolEvent {}
