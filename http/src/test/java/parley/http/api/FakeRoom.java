package parley.http.api;

import java.time.Instant;
import java.util.ArrayList;
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
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.Rules;
import parley.engine.floor.Choice;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;

/** One conversation in memory whose agents answer at once, all with the same words, unless told to wait. */
final class FakeRoom {
    static final String WAIT = "wait";
    static final String ANSWER = "Good \"evening\".\nÜ 🎭";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int ROOM = 1000;

    final ConversationId id;
    final UserId owner;
    private final String title;
    private final List<Participant> participants;
    private final Materializer materializer;
    private final List<FeedEvent.Recorded> journal = new ArrayList<>();
    private final List<ConversationView.Line> lines = new ArrayList<>();
    private final List<BoundedSourceQueue<FeedEvent>> viewers = new ArrayList<>();
    private int rounds;
    private int turns;
    private boolean running;

    FakeRoom(ConversationId id, UserId owner, String title, List<Participant> participants, Materializer materializer) {
        this.id = id;
        this.owner = owner;
        this.title = title;
        this.participants = participants;
        this.materializer = materializer;
        record(new ConversationEvent.Opened(owner, title, participants, NOON));
    }

    synchronized Accepted say(String message, String text, int wanted) {
        Cursor before = cursor();
        rounds++;
        running = true;
        lines.add(line(0, null, "user", text));
        record(new ConversationEvent.MessageSaid(message, owner, text, NOON));
        record(new ConversationEvent.RoundStarted(rounds, wanted, NOON));
        if (!text.equals(WAIT)) {
            for (int i = 0; i < wanted; i++) speak(participants.get(i % participants.size()));
            end(ConversationEvent.Ending.LIMIT);
        }
        return new Accepted(id, message, rounds, before, false);
    }

    private void speak(Participant speaker) {
        int turn = ++turns;
        AgentId agent = speaker.agent();
        Choice why = new Choice("round-robin", List.of(agent), "it is their turn", 0);
        record(new ConversationEvent.TurnStarted(
                turn, 1, agent, why, speaker.casting().model(), new HoldId("hold-" + turn), 5, 0, null, NOON));
        delta(turn, agent, ANSWER);
        record(new ConversationEvent.SentenceSpoken(turn, 1, 0, 0, ANSWER, null, NOON));
        record(new ConversationEvent.TurnCompleted(turn, 1, Chunk.Reason.STOP, new Usage(1, 2, true), 3, null, NOON));
        lines.add(line(turn, agent, speaker.name(), ANSWER));
    }

    /** Some text on its way to whoever is watching now. */
    synchronized void delta(int turn, AgentId speaker, String text) {
        show(new FeedEvent.Delta(new Cursor(journal.size(), text.length()), turn, 1, speaker, text));
    }

    synchronized void stop() {
        if (running) end(ConversationEvent.Ending.STOPPED);
    }

    synchronized void delete() {
        stop();
        record(new ConversationEvent.Deleted(NOON));
    }

    private void end(ConversationEvent.Ending ending) {
        running = false;
        record(new ConversationEvent.RoundEnded(rounds, ending, null, null, NOON));
    }

    private void record(ConversationEvent event) {
        FeedEvent.Recorded recorded = new FeedEvent.Recorded(new Cursor(journal.size() + 1L, 0), event);
        journal.add(recorded);
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
                Set.of(),
                Rules.USUAL,
                lines,
                running ? ConversationView.State.RUNNING : ConversationView.State.RESTING,
                null,
                List.of(),
                null,
                cursor(),
                NOON,
                NOON);
    }

    private ConversationView.Line line(int turn, @Nullable AgentId agent, String name, String text) {
        return new ConversationView.Line(lines.size() + 1, turn, agent, name, text, "spoken", false, List.of(), NOON);
    }

    synchronized ConversationSummary summary() {
        return new ConversationSummary(id, title, running, turns, NOON, NOON);
    }

    private Cursor cursor() {
        return new Cursor(journal.size(), 0);
    }
}
