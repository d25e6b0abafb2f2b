package parley.http.chatsparty;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationView;

/** An event for a socket; conversations have the ids that their clients know them by, times are seconds since 1970. */
record SocketFrame(String event, Object payload) {
    private static final String USER = "user";

    @JsonNaming(SnakeCaseStrategy.class)
    record Going(String conversationId, List<String> agentIds, String status) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Created(String clientConversationId, String databaseConversationId, String title) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Typing(String type, String conversationId, String agentId, String speaker, String message) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Message(
            String type, String conversationId, String agentId, String speaker, String message, BigDecimal timestamp) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Complete(String type, String conversationId, String status) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Status(String conversationId, String status) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Wrong(String type, String conversationId, String error) {}

    static SocketFrame started(String conversation, ConversationView room) {
        return new SocketFrame("conversation_started", new Going(conversation, agents(room), "started"));
    }

    static SocketFrame created(String conversation, ConversationView room) {
        return new SocketFrame("conversation_created", new Created(conversation, conversation, room.title()));
    }

    static SocketFrame resumed(String conversation, ConversationView room) {
        return new SocketFrame("conversation_resumed", new Going(conversation, agents(room), "resumed"));
    }

    private static List<String> agents(ConversationView room) {
        return room.participants().stream()
                .map(Participant::agent)
                .map(Object::toString)
                .toList();
    }

    /** What a person said. */
    static SocketFrame echo(String conversation, String text, Instant at) {
        return new SocketFrame(
                "agent_message", new Message("message", conversation, USER, USER, text, PythonUnits.seconds(at)));
    }

    static SocketFrame typing(String conversation, Moment.Speaker speaker) {
        return new SocketFrame(
                "agent_typing",
                new Typing("typing", conversation, speaker.agent().value(), speaker.name(), "..."));
    }

    static SocketFrame message(String conversation, Moment.Speaker speaker, String text, Instant at) {
        return new SocketFrame(
                "agent_message",
                new Message(
                        "message",
                        conversation,
                        speaker.agent().value(),
                        speaker.name(),
                        text,
                        PythonUnits.seconds(at)));
    }

    static SocketFrame complete(String conversation) {
        return new SocketFrame("conversation_complete", new Complete("complete", conversation, "completed"));
    }

    static SocketFrame stopped(String conversation) {
        return new SocketFrame("conversation_stopped", new Status(conversation, "stopped"));
    }

    static SocketFrame joined(String conversation) {
        return new SocketFrame("joined_conversation", new Status(conversation, "joined"));
    }

    static SocketFrame left(String conversation) {
        return new SocketFrame("left_conversation", new Status(conversation, "left"));
    }

    /** Clients take the conversation off their list: only for what cannot go on. */
    static SocketFrame wrong(String conversation, String error) {
        return new SocketFrame("conversation_error", new Wrong("error", conversation, error));
    }
}
