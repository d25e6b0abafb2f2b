package parley.http.api;

import static parley.http.api.FakeUsers.refused;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.ConversationSummary;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Direction;
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.PastLine;
import parley.engine.conversation.Receipt;
import parley.engine.conversation.Rehearsal;
import parley.engine.conversation.Rules;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.conversation.Verification;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Sound;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** Conversations in memory. */
final class FakeConversations implements Conversations, ConversationIndex {
    /** The one that cannot be read. */
    static final String UNREADABLE = "unreadable";

    private final Map<ConversationId, FakeRoom> rooms = new ConcurrentHashMap<>();
    private final Materializer materializer;

    FakeConversations(Materializer materializer) {
        this.materializer = materializer;
    }

    FakeRoom room(String id) {
        return Objects.requireNonNull(rooms.get(new ConversationId(id)));
    }

    @Override
    public CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants, Rules rules) {
        FakeRoom fresh = new FakeRoom(id, owner, title, participants, rules, materializer);
        FakeRoom there = rooms.putIfAbsent(id, fresh);
        return there == null
                ? CompletableFuture.completedFuture(fresh.view())
                : refused(Refusal.conflict("this conversation is there already"));
    }

    @Override
    public CompletionStage<Accepted> say(
            ConversationId id, UserId author, String message, String text, int turns, @Nullable WhenBusy whenBusy) {
        return in(id, author, room -> {
            if (text.equals("broke")) throw Refusal.exhausted("not even one turn can be paid");
            return room.say(
                    message, text, turns, whenBusy == null ? room.view().rules().whenBusy() : whenBusy);
        });
    }

    @Override
    public CompletionStage<ConversationView> share(ConversationId id, UserId who, boolean shared) {
        return in(id, who, FakeRoom::view);
    }

    @Override
    public CompletionStage<ConversationView> shared(ConversationId id) {
        return refused(Refusal.notFound("there is no such conversation"));
    }

    @Override
    public CompletionStage<ConversationView> add(ConversationId id, UserId who, String key, List<PastLine> lines) {
        return in(id, who, FakeRoom::view);
    }

    @Override
    public CompletionStage<ConversationView> add(
            ConversationId id, UserId who, String key, List<PastLine> lines, Instant at) {
        return add(id, who, key, lines);
    }

    @Override
    public CompletionStage<ConversationView> open(
            ConversationId id, UserId owner, String title, List<Participant> participants, Rules rules, Instant at) {
        return open(id, owner, title, participants, rules);
    }

    @Override
    public CompletionStage<ConversationView> stop(ConversationId id, UserId who) {
        return in(id, who, room -> {
            room.stop();
            return room.view();
        });
    }

    @Override
    public CompletionStage<ConversationView> view(ConversationId id, UserId who) {
        return in(id, who, FakeRoom::view);
    }

    @Override
    public CompletionStage<ConversationView> direct(ConversationId id, UserId who, Direction direction) {
        return in(id, who, room -> room.direct(direction));
    }

    @Override
    public CompletionStage<ConversationView> view(ConversationId id, UserId who, long at) {
        return in(id, who, room -> room.view(at));
    }

    @Override
    public CompletionStage<ConversationView> fork(
            ConversationId id, UserId who, ConversationId child, long at, @Nullable String title) {
        if (!child.value().startsWith("fork-")) throw Refusal.invalid("the id of a fork begins with fork-");
        return in(
                id,
                who,
                room -> rooms.computeIfAbsent(child, _ -> room.fork(child, at, title))
                        .view());
    }

    @Override
    public CompletionStage<Source<FeedEvent.Recorded, NotUsed>> history(
            ConversationId id, UserId who, Cursor after, long to) {
        return in(id, who, room -> Source.from(room.history(after, to)));
    }

    @Override
    public CompletionStage<Receipt> receipt(ConversationId id, UserId who, int turn) {
        return in(id, who, room -> FakeReceipt.of(room.view(), turn));
    }

    @Override
    public CompletionStage<Rehearsal> prompt(ConversationId id, UserId who, @Nullable AgentId speaker) {
        return refused(Refusal.notFound("nobody rehearses here"));
    }

    @Override
    public CompletionStage<Rehearsal> prompt(ConversationId id, UserId who, int turn) {
        return prompt(id, who, null);
    }

    @Override
    public CompletionStage<Verification> verify(ConversationId id, UserId who) {
        return in(
                id,
                who,
                room -> new Verification(
                        id, room.view().cursor().sequence(), "abc", "def", List.of("event 2: is strange")));
    }

    @Override
    public CompletionStage<Verification> verify(ConversationId id) {
        return refused(Refusal.notFound("there is no such conversation"));
    }

    @Override
    public CompletionStage<ConversationView> delete(ConversationId id, UserId who) {
        return in(id, who, room -> {
            room.delete();
            rooms.remove(id);
            return room.view();
        });
    }

    @Override
    public Source<FeedEvent, NotUsed> watch(ConversationId id, UserId who, Cursor after, @Nullable String listener) {
        return Objects.requireNonNull(rooms.get(id)).watch(after);
    }

    @Override
    public CompletionStage<Done> played(ConversationId id, UserId who, String listener, int turn, int sentence) {
        return refused(Refusal.notFound("nobody listens here"));
    }

    @Override
    public Source<FeedEvent.Recorded, NotUsed> history(ConversationId id, Cursor after) {
        return Source.empty();
    }

    @Override
    public CompletionStage<Sound> sound(ConversationId id, UserId who, int turn, int sentence) {
        return in(id, who, room -> {
            if (turn != 1 || sentence != 0) throw Refusal.notFound("there is no such sentence");
            return Wav.of(Samples.of(new short[24_000], 24_000))
                    .timed(new Timing(
                            Timing.Basis.PHONES,
                            List.of(new Timing.Word("Hi", 0.25, 0.5)),
                            List.of(
                                    new Viseme(0.25, 0.125, MouthShape.THROAT),
                                    new Viseme(0.375, 0.375, MouthShape.OPEN))));
        });
    }

    @Override
    public void wake(ConversationId id) {}

    @Override
    public CompletionStage<Page<ConversationSummary>> conversations(UserId owner, Page.Request page) {
        List<ConversationSummary> own = rooms.values().stream()
                .filter(it -> it.owner.equals(owner))
                .map(FakeRoom::summary)
                .toList();
        return CompletableFuture.completedFuture(new Page<>(own, own.size(), page.page(), page.limit()));
    }

    @Override
    public CompletionStage<List<ConversationId>> after(@Nullable ConversationId last, int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<List<ConversationId>> unfinished() {
        return CompletableFuture.completedFuture(List.of());
    }

    private <T> CompletionStage<T> in(ConversationId id, UserId who, Function<FakeRoom, T> inside) {
        FakeRoom room = rooms.get(id);
        if (id.value().equals(UNREADABLE)) return refused(Refusal.quarantined("event 3 cannot be read"));
        if (room == null || !room.owner.equals(who)) return refused(Refusal.notFound("there is no such conversation"));
        try {
            return CompletableFuture.completedFuture(inside.apply(room));
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }
}
