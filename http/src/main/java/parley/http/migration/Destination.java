package parley.http.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.connection.ConnectionDraft;
import parley.engine.connection.ConnectionId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.PastLine;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Past;
import parley.engine.price.Price;
import parley.engine.user.Newcomer;
import parley.engine.voicing.VoiceConnectionId;
import parley.engine.voicing.VoiceWiring;

/** Where everything goes. Each step can be made again and is done once; a no is a {@link parley.engine.kernel.Refusal}. */
interface Destination {
    CompletionStage<?> user(Newcomer newcomer);

    CompletionStage<?> recall(UserId user, int piece, List<Past> entries);

    CompletionStage<?> open(UserId user, Opening opening);

    CompletionStage<?> connection(UserId owner, ConnectionId id, ConnectionDraft draft);

    CompletionStage<?> voice(UserId owner, VoiceConnectionId id, VoiceWiring wiring, Optional<Secret> key);

    CompletionStage<?> agent(UserId owner, AgentId id, Casting casting, Instant createdAt);

    /** Answers under which id it is here. */
    CompletionStage<ConversationId> room(RoomPlan plan);

    CompletionStage<?> lines(ConversationId room, UserId owner, String key, List<PastLine> lines);

    CompletionStage<?> price(Price price);

    /**
     * A conversation that is to be here.
     *
     * @param id the one that its clients know
     * @param seats those who sit in it, by id and, for whoever is not there any more, by name
     */
    record RoomPlan(String id, UserId owner, String title, List<Seat> seats, boolean shared, Instant createdAt) {
        public RoomPlan {
            seats = List.copyOf(seats);
        }
    }

    /** One who sits in a conversation; {@code name} is known only of those who spoke. */
    record Seat(AgentId agent, @Nullable String name) {}
}
