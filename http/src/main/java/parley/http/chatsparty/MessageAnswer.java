package parley.http.chatsparty;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.PastLine;

/**
 * Something that was said, as the clients of both eras read it, side by side.
 *
 * @param id its number in the conversation; absent while it waits for the running turn to end
 * @param speaker {@code user} for the person whose conversation it is
 * @param agentId absent for anybody but an agent
 * @param role {@code user}, {@code assistant} or {@code system}
 * @param timestamp seconds since 1970
 */
record MessageAnswer(
        @Nullable Integer id,
        String speaker,
        @Nullable AgentId agentId,
        String message,
        String content,
        String role,
        double timestamp,
        Instant createdAt) {
    static final String USER = PastLine.PERSON;
    static final String ASSISTANT = "assistant";
    static final String SYSTEM = "system";

    private static final double MILLIS = 1000;
    private static final String RUNNING = "running";
    private static final String STEERING = "steering";

    /** Everything said in a conversation, oldest first; not what is being said, and no stage directions. */
    static List<MessageAnswer> of(ConversationView conversation) {
        return conversation.lines().stream()
                .filter(it -> !it.text().isBlank()
                        && !it.ending().equals(RUNNING)
                        && !it.ending().equals(STEERING))
                .map(MessageAnswer::of)
                .toList();
    }

    private static MessageAnswer of(ConversationView.Line it) {
        String text = it.agent() == null ? Attachments.shown(it.text()) : it.text();
        return new MessageAnswer(
                it.line() == 0 ? null : it.line(),
                it.name(),
                it.agent(),
                text,
                text,
                role(it),
                it.at().toEpochMilli() / MILLIS,
                it.at());
    }

    private static String role(ConversationView.Line it) {
        if (it.agent() != null) return ASSISTANT;
        return switch (it.name().toLowerCase(Locale.ROOT)) {
            case USER -> USER;
            case SYSTEM -> SYSTEM;
            default -> ASSISTANT;
        };
    }
}
