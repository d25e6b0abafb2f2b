package parley.engine.conversation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.pekko.stream.Attributes;
import org.jspecify.annotations.Nullable;
import parley.engine.trace.Traceparent;
import parley.engine.trace.Traces;
import parley.engine.trace.TurnSpan;
import parley.engine.trace.Within;

/**
 * Which traces the turns of a room are part of: those of the request that began their round. A round that began by itself
 * is linked with the request that it comes from, and one that was taken up by another process is by nothing: all this is
 * kept in memory alone. Used by its actor only.
 */
final class Trail {
    private final ConversationId id;
    private final Traces traces;
    private final Map<String, SpanContext> waiting = new HashMap<>();
    private @Nullable String asked;
    private Context round = Context.root();
    private @Nullable SpanContext cause;
    private TurnSpan turn = TurnSpan.none();

    Trail(ConversationId id, Traces traces) {
        this.id = id;
        this.traces = traces;
    }

    /** This is what is done next, and what follows comes from it. */
    ConversationCommand hears(ConversationCommand command) {
        ConversationCommand first = command instanceof ConversationCommand.Admitted it ? it.request() : command;
        asked = traces.on() ? first.traceparent() : null;
        return command;
    }

    /** An event was stored. */
    void happened(ConversationEvent event) {
        if (!traces.on()) return;
        switch (event) {
            case ConversationEvent.MessageQueued it -> {
                if (asked != null) waiting.put(it.message(), span(asked));
            }
            case ConversationEvent.MessageSaid it -> {
                SpanContext queued = waiting.remove(it.message());
                if (queued != null) cause = queued;
            }
            case ConversationEvent.RoundStarted _, ConversationEvent.RoundResumed _ -> begins();
            case ConversationEvent.TurnStarted it -> begins(it);
            case ConversationEvent.TurnCompleted it ->
                turn.ended(it.reason().name().toLowerCase(Locale.ROOT), null);
            case ConversationEvent.TurnStopped _ -> turn.ended("stopped", null);
            case ConversationEvent.TurnFailed it -> turn.ended("failed", it.code());
            case ConversationEvent.TurnSuperseded it -> turn.ended(HandOvers.ending(it), null);
            case ConversationEvent.RoundEnded _, ConversationEvent.Deleted _ -> forget(event);
            default -> {}
        }
    }

    private void begins() {
        round = Traceparent.read(asked);
        if (asked != null) cause = span(asked);
    }

    private void begins(ConversationEvent.TurnStarted it) {
        TurnSpan.Facts facts = new TurnSpan.Facts(
                id.value(), it.turn(), it.attempt(), it.speaker().value(), it.model());
        boolean root = Span.fromContextOrNull(round) == null;
        turn = TurnSpan.begun(traces, facts, round, root ? cause : null);
    }

    private void forget(ConversationEvent event) {
        round = Context.root();
        if (event instanceof ConversationEvent.Deleted) waiting.clear();
    }

    private static SpanContext span(String traceparent) {
        return Span.fromContext(Traceparent.read(traceparent)).getSpanContext();
    }

    /** What a stream is to carry that answers for the round, beside its turns. */
    Attributes stream() {
        return traces.on() ? new Within(round).attributes() : Attributes.none();
    }

    /** The running turn's span. */
    TurnSpan turn() {
        return turn;
    }

    /** The room leaves this process; what it does is done elsewhere. */
    void left() {
        turn.ended("left", null);
    }
}
