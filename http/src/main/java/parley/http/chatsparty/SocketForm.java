package parley.http.chatsparty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Body;

/** What a socket's events bring, whichever of it each event wants. */
record SocketForm(
        @Nullable String conversationId,
        @Nullable List<String> agentIds,
        @Nullable String initialMessage,
        @Nullable String message,
        @Nullable Integer maxTurns,
        @Nullable String token,
        @Nullable List<Attachment> fileAttachments) {
    private static final int FEWEST = 2;
    /** What is said of an event that brings something else. */
    static final String INVALID = "Invalid message data";

    /** Reads what an event brought; INVALID where it is no such thing. */
    static SocketForm of(JsonNode sent) {
        if (!sent.isObject()) throw Refusal.invalid(INVALID);
        SocketForm form = Body.lenient(sent, SocketForm.class);
        if (form.conversation().isBlank()) throw Refusal.invalid(INVALID);
        return form;
    }

    /** The conversation's id as the client knows it. */
    String conversation() {
        return conversationId == null ? "" : conversationId;
    }

    /** A talk that begins. */
    Talk begun(UserId user, int usualTurns) {
        if (initialMessage == null || initialMessage.isBlank()) throw Refusal.invalid(INVALID);
        return talk(user, Talk.Seats.SEVERAL, initialMessage, usualTurns);
    }

    /** A talk that goes on; with whoever sits there where no agents are named. */
    Talk resumed(UserId user, int usualTurns) {
        if (message == null || message.isBlank()) throw Refusal.invalid(INVALID);
        if (agentIds != null && agentIds.size() < FEWEST) throw Refusal.invalid(INVALID);
        return talk(user, Talk.Seats.SEVERAL_THERE, message, usualTurns);
    }

    private Talk talk(UserId user, Talk.Seats seats, String text, int usualTurns) {
        return new Talk(
                user,
                conversation(),
                seats,
                agentIds == null ? List.of() : agentIds,
                text,
                fileAttachments == null ? List.of() : fileAttachments,
                maxTurns == null ? usualTurns : maxTurns,
                Talk.newMessage());
    }

    /** Never the token, nor what anybody says. */
    @Override
    public String toString() {
        return "SocketForm[" + conversationId + "]";
    }
}
