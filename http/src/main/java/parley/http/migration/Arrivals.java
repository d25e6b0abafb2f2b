package parley.http.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.connection.ConnectionDraft;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.Connections;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.PastLine;
import parley.engine.conversation.Rules;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Past;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;
import parley.engine.price.PriceBook;
import parley.engine.price.Prices;
import parley.engine.speech.Voice;
import parley.engine.user.Newcomer;
import parley.engine.user.Users;
import parley.engine.voicing.VoiceConnectionId;
import parley.engine.voicing.VoiceConnections;
import parley.engine.voicing.VoiceWiring;
import parley.http.chatsparty.RoomNames;

/** The engine's own doors as where everything goes. */
public record Arrivals(
        Users users,
        Accounts accounts,
        Connections connections,
        VoiceConnections voices,
        Agents agents,
        Conversations conversations,
        Prices prices)
        implements Destination {
    private static final UserId BY = new UserId("platform.import");
    private static final String STAND_IN = "assistant";

    @Override
    public CompletionStage<?> user(Newcomer newcomer) {
        return users.adopt(newcomer);
    }

    @Override
    public CompletionStage<?> recall(UserId user, int piece, List<Past> entries) {
        return accounts.recall(user, piece, entries);
    }

    @Override
    public CompletionStage<?> open(UserId user, Opening opening) {
        return accounts.open(user, opening);
    }

    /** One that is here and has been changed since stays as it is. */
    @Override
    public CompletionStage<?> connection(UserId owner, ConnectionId id, ConnectionDraft draft) {
        return unless(connections.profile(owner, id), Refusal.Kind.NOT_FOUND, () -> connections.add(owner, id, draft));
    }

    @Override
    public CompletionStage<?> voice(UserId owner, VoiceConnectionId id, VoiceWiring wiring, Optional<Secret> key) {
        return unless(voices.profile(owner, id), Refusal.Kind.NOT_FOUND, () -> voices.add(owner, id, wiring, key));
    }

    @Override
    public CompletionStage<?> agent(UserId owner, AgentId id, Casting casting, Instant createdAt) {
        return agents.adopt(owner, id, casting, createdAt);
    }

    @Override
    public CompletionStage<ConversationId> room(RoomPlan plan) {
        ConversationId marked = RoomNames.marked(plan.owner(), plan.id());
        if (RoomNames.everybodys(plan.id())) return room(plan, marked);
        return unless(room(plan, new ConversationId(plan.id())), Refusal.Kind.CONFLICT, () -> room(plan, marked));
    }

    private CompletionStage<ConversationId> room(RoomPlan plan, ConversationId id) {
        return unless(conversations.view(id, plan.owner()), Refusal.Kind.NOT_FOUND, () -> opened(plan, id))
                .thenCompose(it -> shared(plan, it));
    }

    private CompletionStage<ConversationView> opened(RoomPlan plan, ConversationId id) {
        return seated(plan)
                .thenCompose(
                        it -> conversations.open(id, plan.owner(), plan.title(), it, Rules.USUAL, plan.createdAt()));
    }

    /** Only at once: whoever has stopped sharing it since has done so. */
    private CompletionStage<ConversationId> shared(RoomPlan plan, ConversationView room) {
        boolean fresh = room.lines().isEmpty() && !room.shared();
        if (!plan.shared() || !fresh) return CompletableFuture.completedFuture(room.id());
        return conversations.share(room.id(), plan.owner(), true).thenApply(ConversationView::id);
    }

    private CompletionStage<List<Participant>> seated(RoomPlan plan) {
        CompletionStage<List<Participant>> seated = CompletableFuture.completedFuture(List.of());
        for (Seat seat : plan.seats()) seated = seated.thenCombine(participant(plan.owner(), seat), Arrivals::with);
        return seated.thenApply(it -> it.isEmpty() ? List.of(standIn(new AgentId(STAND_IN), null)) : it);
    }

    private static List<Participant> with(List<Participant> some, Participant another) {
        List<Participant> more = new ArrayList<>(some);
        more.add(another);
        return more;
    }

    private CompletionStage<Participant> participant(UserId owner, Seat seat) {
        return unless(
                agents.profile(owner, seat.agent()).thenApply(it -> new Participant(it.id(), it.casting())),
                Refusal.Kind.NOT_FOUND,
                () -> CompletableFuture.completedFuture(standIn(seat.agent(), seat.name())));
    }

    /** For an agent that is not there any more: its seat, its name if it has spoken, and nothing else. */
    private static Participant standIn(AgentId agent, @Nullable String name) {
        return new Participant(
                agent,
                new Casting(name == null ? "Assistant" : name, new Persona.Plain(""), ModelRef.DEFAULT, Voice.NONE));
    }

    @Override
    public CompletionStage<?> lines(ConversationId room, UserId owner, String key, List<PastLine> lines) {
        return conversations.add(room, owner, key, lines, lines.getLast().at());
    }

    /** A price that somebody has set here stays. */
    @Override
    public CompletionStage<?> price(Price price) {
        return prices.list().thenCompose(list -> {
            List<Price> there = list.rows().stream()
                    .filter(it -> it.provider().equals(price.provider())
                            && it.model().equals(price.model())
                            && it.version() > 0)
                    .toList();
            if (there.isEmpty()) return prices.set(price, BY);
            return there.stream().anyMatch(it -> same(it, price))
                    ? CompletableFuture.<PriceBook>completedFuture(list)
                    : CompletableFuture.<PriceBook>failedFuture(Refusal.conflict("another price is set here already"));
        });
    }

    private static boolean same(Price one, Price other) {
        return one.message().compareTo(other.message()) == 0
                && one.input().compareTo(other.input()) == 0
                && one.output().compareTo(other.output()) == 0
                && one.fallback() == other.fallback();
    }

    private static <T> CompletionStage<T> unless(
            CompletionStage<T> first, Refusal.Kind refusal, Supplier<CompletionStage<T>> second) {
        return first.exceptionallyCompose(failure ->
                Refusal.in(failure).filter(no -> no.kind() == refusal).isPresent()
                        ? second.get()
                        : CompletableFuture.failedFuture(failure));
    }
}
