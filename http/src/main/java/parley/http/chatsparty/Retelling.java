package parley.http.chatsparty;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;
import parley.http.chatsparty.Moment.Speaker;

/**
 * Retells a room's events from one of its views on: only what is recorded, each turn with its whole text and its
 * speaker's name. Used by one stream only.
 */
final class Retelling {
    private static final String RUNNING = "running";

    private final Map<AgentId, String> names = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private Speaker speaker;
    private boolean failed;

    Retelling(ConversationView room) {
        room.participants().forEach(it -> names.put(it.agent(), it.name()));
        room.queue().forEach(it -> waiting.add(it.id()));
        speaker = first(room);
        for (ConversationView.Line line : room.lines()) if (line.ending().equals(RUNNING)) goesOn(line);
    }

    /** Events after a view's cursor in, moments out. */
    static Flow<FeedEvent, Moment, NotUsed> from(ConversationView room) {
        return Flow.<FeedEvent>create().statefulMapConcat(() -> new Retelling(room)::of);
    }

    /** Who speaks for the room where nobody was chosen. */
    static Speaker first(ConversationView room) {
        return room.participants().stream()
                .map(it -> new Speaker(it.agent(), it.name()))
                .findFirst()
                .orElseThrow();
    }

    private void goesOn(ConversationView.Line line) {
        AgentId agent = line.agent();
        if (agent != null) speaker = new Speaker(agent, line.name());
        text.append(line.text());
    }

    /** What an event tells. */
    List<Moment> of(FeedEvent event) {
        return event instanceof FeedEvent.Recorded recorded ? of(recorded.event()) : List.of();
    }

    private List<Moment> of(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.AgentSeated it ->
                names.put(it.participant().agent(), it.participant().name());
            case ConversationEvent.MessageQueued it -> waiting.add(it.message());
            case ConversationEvent.RoundStarted _ -> failed = false;
            case ConversationEvent.TurnSuperseded it -> cut(it.kept());
            default -> {
                return told(event);
            }
        }
        return List.of();
    }

    private List<Moment> told(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.MessageSaid it -> List.of(said(it));
            case ConversationEvent.TurnStarted it -> begun(it);
            case ConversationEvent.SentenceSpoken it -> List.of(grown(it));
            case ConversationEvent.TurnCompleted it -> List.of(whole(it.turn(), it.at()));
            case ConversationEvent.TurnStopped it -> List.of(whole(it.turn(), it.at()));
            case ConversationEvent.TurnFailed it -> List.of(failed(it.turn(), it.code(), it.reason(), it.at()));
            case ConversationEvent.TurnCharged it -> List.of(new Moment.Charged(it.turn(), it.credits()));
            case ConversationEvent.QuestionCharged it -> List.of(new Moment.Charged(0, it.credits()));
            case ConversationEvent.RoundEnded it -> ended(it);
            case ConversationEvent.Deleted _ -> List.of(new Moment.Gone());
            default -> List.of();
        };
    }

    private Moment said(ConversationEvent.MessageSaid it) {
        waiting.remove(it.message());
        return new Moment.Said(it.message(), Attachments.shown(it.text()), !left.remove(it.message()), it.at());
    }

    private List<Moment> begun(ConversationEvent.TurnStarted it) {
        cut(it.from());
        speaker = new Speaker(it.speaker(), names.getOrDefault(it.speaker(), "agent"));
        return it.attempt() == 1 ? List.of(new Moment.Begun(it.turn(), speaker)) : List.of();
    }

    private void cut(int length) {
        text.setLength(Math.min(length, text.length()));
    }

    private Moment grown(ConversationEvent.SentenceSpoken it) {
        cut(it.start());
        text.append(it.text());
        return new Moment.Grown(it.turn(), speaker, text.toString().strip(), it.at());
    }

    private Moment whole(int turn, Instant at) {
        return new Moment.Whole(turn, speaker, text.toString().strip(), at);
    }

    private Moment failed(int turn, String code, String reason, Instant at) {
        failed = true;
        return new Moment.Failed(turn, speaker, text.toString().strip(), code, reason, at);
    }

    /** Where no turn failed it was a question to a model that could not be paid for. */
    private List<Moment> ended(ConversationEvent.RoundEnded it) {
        boolean stopped = it.ending() == Ending.STOPPED;
        if (stopped) left.addAll(waiting);
        Moment end = new Moment.Ended(it.round(), it.ending(), !stopped && !waiting.isEmpty());
        if (it.ending() != Ending.FAILED || failed) return List.of(end);
        cut(0);
        String reason = it.reason() == null ? "" : it.reason();
        return List.of(failed(0, "insufficient_credits", reason, it.at()), end);
    }
}
