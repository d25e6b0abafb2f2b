package parley.http.chatsparty;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationView;

/**
 * A conversation as the clients of both eras read it, side by side.
 *
 * @param participants the ids of the agents that sit in it, and
 * @param agentIds the same by its other name
 * @param isActive never: nobody watches a conversation by asking for it
 * @param userId whose it is; absent where anybody may ask
 * @param metadata nothing: it is not kept
 */
record ConversationAnswer(
        String id,
        String title,
        List<AgentId> participants,
        List<AgentId> agentIds,
        List<MessageAnswer> messages,
        Instant createdAt,
        Instant updatedAt,
        boolean isShared,
        boolean isActive,
        @Nullable String userId,
        Map<String, String> metadata) {

    /** One's own, by the id that one knows it by. */
    static ConversationAnswer own(ConversationView it) {
        return of(it, Rooms.told(it.id()), it.owner().value());
    }

    /** Somebody's who shares it, by the id that it was asked for. */
    static ConversationAnswer shared(ConversationView it) {
        return of(it, it.id().value(), null);
    }

    private static ConversationAnswer of(ConversationView it, String id, @Nullable String owner) {
        List<AgentId> agents =
                it.participants().stream().map(Participant::agent).toList();
        return new ConversationAnswer(
                id,
                it.title(),
                agents,
                agents,
                MessageAnswer.of(it),
                it.createdAt(),
                it.updatedAt(),
                it.shared(),
                false,
                owner,
                Map.of());
    }
}
