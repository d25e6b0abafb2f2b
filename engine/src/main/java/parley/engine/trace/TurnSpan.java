package parley.engine.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelRef;

/** One attempt of a turn, and what is done for it. Anybody's thread may use it. */
public final class TurnSpan {
    private static final TurnSpan NONE = new TurnSpan(null, null);

    private final @Nullable Tracer tracer;
    private final @Nullable Span span;
    private final AtomicBoolean heard = new AtomicBoolean();

    private TurnSpan(@Nullable Tracer tracer, @Nullable Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    /** Which attempt of which turn, where, by whom, with what. */
    public record Facts(String room, int turn, int attempt, String agent, ModelRef model) {}

    /** A turn that nobody traces. */
    public static TurnSpan none() {
        return NONE;
    }

    /** A turn begins that is part of a span, or is a trace of its own that is linked with what it comes from. */
    public static TurnSpan begun(Traces traces, Facts facts, Context parent, @Nullable SpanContext cause) {
        if (!traces.on()) return NONE;
        SpanBuilder builder = traces.tracer()
                .spanBuilder(GenAi.INVOKE_AGENT + " " + facts.agent)
                .setParent(parent)
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute(GenAi.OPERATION, GenAi.INVOKE_AGENT)
                .setAttribute(GenAi.PROVIDER, GenAi.provider(facts.model.provider()))
                .setAttribute(GenAi.MODEL, facts.model.model())
                .setAttribute(GenAi.AGENT, facts.agent)
                .setAttribute(GenAi.CONVERSATION, facts.room)
                .setAttribute(GenAi.TURN, (long) facts.turn)
                .setAttribute(GenAi.ATTEMPT, (long) facts.attempt);
        if (cause != null && cause.isValid()) builder.addLink(cause);
        return new TurnSpan(traces.tracer(), builder.startSpan());
    }

    /** What a stream is to carry that answers for this turn. */
    public org.apache.pekko.stream.Attributes stream() {
        Span it = span;
        return it == null
                ? org.apache.pekko.stream.Attributes.none()
                : new Within(Context.root().with(it)).attributes();
    }

    /** The trace that it is part of, in hexadecimal; nothing where nobody traces it. */
    public Optional<String> trace() {
        return Optional.ofNullable(span)
                .map(Span::getSpanContext)
                .filter(SpanContext::isValid)
                .map(SpanContext::getTraceId);
    }

    /** A tool is used. */
    public Doing tool(String name) {
        return doing(
                GenAi.EXECUTE_TOOL + " " + name, Attributes.of(GenAi.OPERATION, GenAi.EXECUTE_TOOL, GenAi.TOOL, name));
    }

    /** A sentence is said aloud. */
    public Doing speak(String voice, int sentence, int characters) {
        return doing(
                "speak", Attributes.of(GenAi.VOICE, voice, GenAi.SENTENCE, (long) sentence, GenAi.CHARACTERS, (long)
                        characters));
    }

    private Doing doing(String name, Attributes attributes) {
        Span turn = span;
        if (turn == null || tracer == null) return new Doing(null);
        return new Doing(tracer.spanBuilder(name)
                .setParent(Context.root().with(turn))
                .setAllAttributes(attributes)
                .startSpan());
    }

    /** The turn is over, and how; {@code error} is a class of errors where it is one. */
    public void ended(String how, @Nullable String error) {
        Span it = span;
        if (it == null) return;
        it.setAttribute(GenAi.END, how);
        if (error != null) it.setAttribute(GenAi.ERROR, error).setStatus(StatusCode.ERROR);
        it.end();
    }

    /** Something that is done for the turn, from its beginning until it is told to be over. */
    public final class Doing {
        private final @Nullable Span doing;

        private Doing(@Nullable Span doing) {
            this.doing = doing;
        }

        /** It is done. */
        public void done() {
            if (doing != null) doing.end();
        }

        /** It has become sound of this length; the first of a turn is marked. */
        public void sounds(Duration length) {
            if (doing == null) return;
            doing.setAttribute(GenAi.SOUND, length.toMillis() / 1000.0);
            if (!length.isZero() && heard.compareAndSet(false, true)) doing.addEvent(GenAi.FIRST_SOUND);
            doing.end();
        }

        /** It was given up: nobody wants it any more. */
        public void dropped() {
            if (doing == null) return;
            doing.setAttribute(GenAi.END, "cancelled");
            doing.end();
        }

        /** It failed; of the failure only the class is told. */
        public void failed(String kind) {
            if (doing == null) return;
            doing.setAttribute(GenAi.ERROR, kind).setStatus(StatusCode.ERROR);
            doing.end();
        }
    }
}
