package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/**
 * What one conversation adds to the numbers and traces of its node, and where its log lines say they are. Used by its
 * actor only.
 */
final class Attendance {
    private final Measures measures;
    private final Trail trail;
    private boolean here;
    private boolean speaking;
    private @Nullable Instant began;
    private boolean heard;
    private Map<String, String> place = Map.of();

    Attendance(Measures measures, Trail trail) {
        this.measures = measures;
        this.trail = trail;
    }

    /** The traces that it is part of. */
    Trail trail() {
        return trail;
    }

    /** The turn that is under way and its trace, where it has one, as the log is to tell them. */
    Map<String, String> place() {
        return place;
    }

    /** It is in memory. */
    void comes(ActorContext<ConversationCommand> context) {
        if (here) return;
        here = true;
        measures.level(Series.ROOMS_IN_MEMORY).add(1);
        measures.mailboxes().open(Adapter.toClassic(context.getSelf()));
    }

    /** It is in memory no more. */
    void goes(ActorContext<ConversationCommand> context) {
        quiet();
        trail.left();
        if (!here) return;
        here = false;
        measures.level(Series.ROOMS_IN_MEMORY).add(-1);
        measures.mailboxes().close(Adapter.toClassic(context.getSelf()));
    }

    /** This is stored. */
    void stored(List<ConversationEvent> events) {
        for (ConversationEvent event : events) {
            trail.happened(event);
            switch (event) {
                case ConversationEvent.TurnStarted it -> begins(it);
                case ConversationEvent.SentenceSpoken it -> spoke(it.figures());
                case ConversationEvent.SentenceVoiced it -> voiced(it.after());
                case ConversationEvent.TurnCompleted it -> ended("completed", it.at());
                case ConversationEvent.TurnStopped it -> ended("stopped", it.at());
                case ConversationEvent.TurnFailed it -> ended("failed", it.at());
                case ConversationEvent.TurnSuperseded it -> ended(HandOvers.ending(it), it.at());
                default -> {}
            }
        }
    }

    private void begins(ConversationEvent.TurnStarted started) {
        if (!speaking) measures.level(Series.ROOMS_SPEAKING).add(1);
        speaking = true;
        began = started.at();
        heard = false;
        String turn = Integer.toString(started.turn());
        place = trail.turn()
                .trace()
                .map(trace -> Map.of("turn", turn, "trace_id", trace))
                .orElse(Map.of("turn", turn));
    }

    private void spoke(@Nullable Figures figures) {
        if (heard || figures == null) return;
        heard = true;
        measures.time(Series.TURN_FIRST_TOKEN, Duration.ofMillis(figures.firstToken()));
    }

    private void voiced(@Nullable Long after) {
        if (after != null) measures.time(Series.TURN_FIRST_AUDIO, Duration.ofMillis(after));
    }

    private void ended(String how, Instant at) {
        measures.count(Series.TURNS, how);
        Instant since = began;
        if (since != null) measures.time(Series.TURN_DURATION, Duration.between(since, at), how);
        quiet();
    }

    private void quiet() {
        if (speaking) measures.level(Series.ROOMS_SPEAKING).add(-1);
        speaking = false;
        began = null;
        place = Map.of();
    }
}
