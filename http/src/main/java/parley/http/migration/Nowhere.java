package parley.http.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.connection.ConnectionDraft;
import parley.engine.connection.ConnectionId;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.PastLine;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Past;
import parley.engine.price.Price;
import parley.engine.user.Email;
import parley.engine.user.Newcomer;
import parley.engine.voicing.VoiceConnectionId;
import parley.engine.voicing.VoiceWiring;

/** Where nothing arrives: for looking through a source, what of it is broken and who has an e-mail twice. */
final class Nowhere implements Destination {
    private final Set<String> emails = ConcurrentHashMap.newKeySet();

    @Override
    public CompletionStage<?> user(Newcomer newcomer) {
        return emails.add(new Email(newcomer.email()).normalised())
                ? done()
                : CompletableFuture.failedFuture(Refusal.conflict("that e-mail is taken"));
    }

    @Override
    public CompletionStage<?> recall(UserId user, int piece, List<Past> entries) {
        return done();
    }

    @Override
    public CompletionStage<?> open(UserId user, Opening opening) {
        return done();
    }

    @Override
    public CompletionStage<?> connection(UserId owner, ConnectionId id, ConnectionDraft draft) {
        return done();
    }

    @Override
    public CompletionStage<?> voice(UserId owner, VoiceConnectionId id, VoiceWiring wiring, Optional<Secret> key) {
        return done();
    }

    @Override
    public CompletionStage<?> agent(UserId owner, AgentId id, Casting casting, Instant createdAt) {
        return done();
    }

    @Override
    public CompletionStage<ConversationId> room(RoomPlan plan) {
        return CompletableFuture.completedFuture(new ConversationId(plan.id()));
    }

    @Override
    public CompletionStage<?> lines(ConversationId room, UserId owner, String key, List<PastLine> lines) {
        return done();
    }

    @Override
    public CompletionStage<?> price(Price price) {
        return done();
    }

    private static CompletionStage<?> done() {
        return CompletableFuture.completedFuture(true);
    }
}
