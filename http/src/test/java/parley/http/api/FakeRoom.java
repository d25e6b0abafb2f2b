package parley.http.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationSummary;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Direction;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.Rules;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.Choice;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;

/**
 * One conversation in memory whose agents answer at once, all with the same words, unless told to wait. Where turns are to
 * be approved, a round waits for that and then has all its turns.
 */
final class FakeRoom {
    static final String WAIT = "wait";
    static final String ANSWER = "Good \"evening\".\nÜ 🎭";
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int ROOM = 1000;

    final ConversationId id;
    final UserId owner;
    private final String title;
    final List<Participant> participants;
    final Set<AgentId> muted = new HashSet<>();
    private final Materializer materializer;
    private final ConversationView.@Nullable Origin origin;
    private final List<ConversationView> views = new ArrayList<>();
    private final List<ConversationView.Waiting> queue = new ArrayList<>();
    private final List<FeedEvent.Recorded> journal = new ArrayList<>();
    final List<ConversationView.Line> lines = new ArrayList<>();
    private final List<BoundedSourceQueue<FeedEvent>> viewers = new ArrayList<>();
    Rules rules;
    int rounds;
    int turns;
    private int wanted;
    ConversationView.State state = ConversationView.State.RESTING;

    FakeRoom(
            ConversationId id,
            UserId owner,
            String title,
            List<Participant> participants,
            Rules rules,
            Materializer materializer) {
        this.id = id;
        this.owner = owner;
        this.title = title;
        this.participants = new ArrayList<>(participants);
        this.rules = rules;
        this.materializer = materializer;
        this.origin = null;
        record(new ConversationEvent.Opened(owner, title, participants, NOON));
    }

    private FakeRoom(ConversationId id, String title, FakeRoom parent, ConversationView past) {
        this.id = id;
        this.owner = parent.owner;
        this.title = title;
        this.participants = new ArrayList<>(past.participants());
        this.rules = past.rules();
        this.materializer = parent.materializer;
        this.origin = new ConversationView.Origin(parent.id, past.cursor().sequence());
        this.lines.addAll(past.lines());
        record(new ConversationEvent.Forked(parent.id, past.cursor().sequence(), owner, title, NOON));
    }

    /** Another conversation with the same past up to an event. */
    synchronized FakeRoom fork(ConversationId child, long at, @Nullable String name) {
        return new FakeRoom(child, name == null ? title : name, this, view(at));
    }

    synchronized Accepted say(String message, String text, int many, WhenBusy how) {
        Cursor before = cursor();
        if (state != ConversationView.State.RESTING) {
            if (how == WhenBusy.REJECT) throw Refusal.conflict("a round is running");
            queue.add(new ConversationView.Waiting(message, text, many));
            record(new ConversationEvent.MessageQueued(message, owner, text, many, how, NOON));
            return new Accepted(id, message, rounds + queue.size(), before, true);
        }
        begin(message, text, many);
        return new Accepted(id, message, rounds, before, false);
    }

    void begin(String message, String text, int many) {
        rounds++;
        wanted = many;
        state = rules.approval() ? ConversationView.State.WAITING : ConversationView.State.RUNNING;
        said(message, text);
        record(new ConversationEvent.RoundStarted(rounds, many, NOON));
        if (!text.equals(WAIT) && !rules.approval()) speakAll();
    }

    private void said(String message, String text) {
        lines.add(line(0, null, "user", text));
        record(new ConversationEvent.MessageSaid(message, owner, text, NOON));
    }

    void speakAll() {
        for (int i = 0; i < wanted; i++) speak(participants.get(i % participants.size()));
        end(Ending.LIMIT);
        if (queue.isEmpty()) return;
        ConversationView.Waiting next = queue.removeFirst();
        begin(next.id(), next.text(), next.turns());
    }

    void speak(Participant speaker) {
        int turn = ++turns;
        AgentId agent = speaker.agent();
        Choice why = new Choice("round-robin", List.of(agent), "it is their turn", 0);
        record(new ConversationEvent.TurnStarted(
                turn, 1, agent, why, speaker.casting().model(), new HoldId("hold-" + turn), 5, 0, null, null, NOON));
        delta(turn, agent, ANSWER);
        record(new ConversationEvent.SentenceSpoken(turn, 1, 0, 0, ANSWER, null, null, NOON));
        record(new ConversationEvent.TurnCompleted(turn, 1, Chunk.Reason.STOP, new Usage(1, 2, true), 3, null, NOON));
        record(new ConversationEvent.SentenceVoiced(turn, 0, 1200, 90L, NOON));
        lines.add(line(turn, agent, speaker.name(), ANSWER));
    }

    /** Some text on its way to whoever is watching now. */
    synchronized void delta(int turn, AgentId speaker, String text) {
        show(new FeedEvent.Delta(new Cursor(journal.size(), text.length()), turn, 1, speaker, text));
    }

    synchronized void stop() {
        if (state == ConversationView.State.RESTING) return;
        end(Ending.STOPPED);
        for (ConversationView.Waiting it : List.copyOf(queue)) {
            queue.remove(it);
            said(it.id(), it.text());
        }
    }

    synchronized ConversationView direct(Direction direction) {
        new FakeDirecting(this).obey(direction);
        return view();
    }

    synchronized void delete() {
        stop();
        record(new ConversationEvent.Deleted(NOON));
    }

    void end(Ending ending) {
        state = ConversationView.State.RESTING;
        record(new ConversationEvent.RoundEnded(rounds, ending, null, null, NOON));
    }

    void record(ConversationEvent event) {
        FeedEvent.Recorded recorded = new FeedEvent.Recorded(new Cursor(journal.size() + 1L, 0), event);
        journal.add(recorded);
        views.add(view());
        show(recorded);
    }

    private void show(FeedEvent event) {
        viewers.forEach(it -> it.offer(event));
    }

    synchronized Source<FeedEvent, NotUsed> watch(Cursor after) {
        var live = Source.<FeedEvent>queue(ROOM).preMaterialize(materializer);
        viewers.add(live.first());
        List<FeedEvent> past = List.copyOf(
                journal.stream().filter(it -> it.cursor().compareTo(after) > 0).toList());
        return Source.from(past).concat(live.second());
    }

    /** What is recorded after a cursor, up to an event; 0 for all of it. */
    synchronized List<FeedEvent.Recorded> history(Cursor after, long to) {
        if (after.sequence() > journal.size() || to > journal.size()) throw Refusal.gone("not that far yet");
        return journal.stream()
                .filter(it -> it.cursor().compareTo(after) > 0)
                .filter(it -> to == 0 || it.cursor().sequence() <= to)
                .toList();
    }

    synchronized ConversationView view(long at) {
        if (at < 1) throw Refusal.invalid("at is the sequence number of an event, 1 or more");
        if (at > views.size()) throw Refusal.gone("there is no event " + at + " yet");
        return views.get((int) at - 1);
    }

    synchronized int viewers() {
        viewers.removeIf(BoundedSourceQueue::isCompleted);
        return viewers.size();
    }

    synchronized ConversationView view() {
        return new ConversationView(
                id,
                owner,
                title,
                participants,
                muted,
                rules,
                lines,
                state,
                state == ConversationView.State.WAITING ? next() : null,
                queue,
                List.of(),
                origin,
                null,
                null,
                false,
                cursor(),
                NOON,
                NOON);
    }

    private ConversationView.Next next() {
        AgentId agent = participants.getFirst().agent();
        Choice why = new Choice("round-robin", List.of(agent), "it is their turn", 0);
        return new ConversationView.Next(turns + 1, agent, why, false);
    }

    private ConversationView.Line line(int turn, @Nullable AgentId agent, String name, String text) {
        return new ConversationView.Line(lines.size() + 1, turn, agent, name, text, "spoken", false, List.of(), NOON);
    }

    synchronized ConversationSummary summary() {
        return new ConversationSummary(id, title, state != ConversationView.State.RESTING, turns, NOON, NOON);
    }

    private Cursor cursor() {
        return new Cursor(journal.size(), 0);
    }
}
