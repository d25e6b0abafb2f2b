package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * What came of a tool that was wanted; each call has exactly one. {@code result} is what the model is told, {@code failed}
 * where that is what went wrong, {@code millis} how long it ran; 0 where it did not.
 */
@JsonTypeName("conversation.tool-answered")
public record ToolAnswered(int turn, int attempt, int call, String result, boolean failed, long millis, Instant at)
        implements ConversationEvent.ToolEvent {}
