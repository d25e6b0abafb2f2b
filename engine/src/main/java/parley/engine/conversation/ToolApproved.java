package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import parley.engine.kernel.UserId;

/** Somebody allowed a tool to be used that was waiting for it. */
@JsonTypeName("conversation.tool-approved")
public record ToolApproved(int turn, int call, UserId who, Instant at) implements ConversationEvent.ToolEvent {}
