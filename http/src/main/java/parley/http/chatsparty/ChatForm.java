package parley.http.chatsparty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/**
 * Everything that clients of all eras send who want to talk: to one agent or several, by whichever names of the fields.
 *
 * @param maxTurns replies at most
 * @param maxRounds the same in rounds, of one reply of each agent
 */
record ChatForm(
        @Nullable String conversationId,
        @Nullable String agentId,
        @Nullable List<String> agentIds,
        @Nullable String message,
        @Nullable String initialMessage,
        @Nullable Integer maxTurns,
        @Nullable Integer maxRounds,
        @Nullable Boolean stream,
        @Nullable List<Attachment> fileAttachments) {
    /** The conversation of whoever names none. */
    private static final String EVERYBODYS = "default";

    /** Empty texts count as absent. */
    ChatForm {
        conversationId = given(conversationId);
        agentId = given(agentId);
        message = given(message);
        initialMessage = given(initialMessage);
    }

    boolean streams() {
        return stream != null && stream;
    }

    /** To one agent, with whom a conversation begins where there is none yet. */
    Talk toOne(UserId user) {
        if (agentId == null) throw Refusal.invalid("agent_id is required");
        return talk(user, conversationId == null ? EVERYBODYS : conversationId, Talk.Seats.ONE, List.of(agentId), 1);
    }

    /** The same where an id means a conversation that there must be, and where an agent need not be named. */
    Talk toOneThere(UserId user) {
        List<String> agents = agentId == null ? List.of() : List.of(agentId);
        return conversationId == null
                ? talk(user, Talk.newConversation(), Talk.Seats.ONE, agents, 1)
                : talk(user, conversationId, Talk.Seats.ONE_THERE, agents, 1);
    }

    /** To several agents, with whom a conversation begins where there is none yet. */
    Talk toSeveral(UserId user, int usualTurns) {
        String conversation = conversationId == null ? Talk.newConversation() : conversationId;
        return talk(user, conversation, Talk.Seats.SEVERAL, agents(), turns(usualTurns));
    }

    /** The same where an id means a conversation that there must be. */
    Talk toSeveralThere(UserId user, int usualTurns) {
        return conversationId == null
                ? toSeveral(user, usualTurns)
                : talk(user, conversationId, Talk.Seats.SEVERAL_THERE, agents(), turns(usualTurns));
    }

    private Talk talk(UserId user, String conversation, Talk.Seats seats, List<String> agents, int turns) {
        String text = initialMessage == null ? message : initialMessage;
        if (text == null) throw Refusal.invalid("message is required");
        List<Attachment> files = fileAttachments == null ? List.of() : fileAttachments;
        return new Talk(user, conversation, seats, agents, text, files, turns, Talk.newMessage());
    }

    private List<String> agents() {
        return agentIds == null ? List.of() : agentIds;
    }

    private int turns(int usual) {
        if (maxTurns != null) return maxTurns;
        if (maxRounds == null) return usual;
        long turns = (long) maxRounds * agents().stream().distinct().count();
        return Math.clamp(turns, 0, Integer.MAX_VALUE);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
