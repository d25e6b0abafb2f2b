package parley.engine.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;

/** One call of a provider, from the request to the last chunk or the failure. Used by one stream only. */
public final class ChatSpan {
    private static final String CANCELLED = "cancelled";

    private final Span span;
    private final long asked = System.nanoTime();
    private boolean begun;
    private boolean whole;

    private ChatSpan(Span span) {
        this.span = span;
    }

    /**
     * An answer that is traced where its stream runs {@link Within} a span. It is made with the text that names its own
     * span, for the provider, or with none where providers are not to be told.
     */
    public static Source<Chunk, NotUsed> around(
            Traces traces, String provider, String model, Function<@Nullable String, Source<Chunk, NotUsed>> answer) {
        if (!traces.on()) return answer.apply(null);
        return Source.fromMaterializer((_, attributes) -> Within.of(attributes)
                        .map(it -> traced(traces, begun(traces, provider, model, it.span()), answer))
                        .orElseGet(() -> answer.apply(null))) // chunks
                .mapMaterializedValue(_ -> NotUsed.getInstance()); // chunks
    }

    private static Span begun(Traces traces, String provider, String model, Context parent) {
        return traces.tracer()
                .spanBuilder(GenAi.CHAT + " " + model)
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(GenAi.OPERATION, GenAi.CHAT)
                .setAttribute(GenAi.PROVIDER, GenAi.provider(provider))
                .setAttribute(GenAi.MODEL, model)
                .setAttribute(GenAi.STREAMS, true)
                .startSpan();
    }

    private static Source<Chunk, NotUsed> traced(
            Traces traces, Span span, Function<@Nullable String, Source<Chunk, NotUsed>> answer) {
        ChatSpan chat = new ChatSpan(span);
        return answer.apply(traces.toProviders() ? Traceparent.of(span.getSpanContext()) : null) // chunks
                .map(chat::seen) // the same
                .watchTermination((_, over) -> {
                    over.whenComplete((_, failure) -> chat.ended(failure));
                    return NotUsed.getInstance();
                });
    }

    private Chunk seen(Chunk chunk) {
        if (!begun && !(chunk instanceof Chunk.Finished)) {
            begun = true;
            span.addEvent(GenAi.FIRST_CHUNK);
            span.setAttribute(
                    GenAi.FIRST_CHUNK_AFTER, (System.nanoTime() - asked) / (double) TimeUnit.SECONDS.toNanos(1));
        }
        if (chunk instanceof Chunk.Finished it) finished(it);
        return chunk;
    }

    private void finished(Chunk.Finished it) {
        whole = true;
        span.setAttribute(GenAi.REASONS, List.of(reason(it.reason())));
        span.setAttribute(GenAi.INPUT, it.usage().inputTokens());
        span.setAttribute(GenAi.OUTPUT, it.usage().outputTokens());
        if (it.usage().estimated()) span.setAttribute(GenAi.ESTIMATED, true);
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null) {
            span.setAttribute(GenAi.ERROR, kind(failure));
            span.setStatus(StatusCode.ERROR);
        } else if (!whole) span.setAttribute(GenAi.END, CANCELLED);
        span.end();
    }

    private static String reason(Chunk.Reason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case FILTER -> "content_filter";
            case TOOLS -> "tool_calls";
        };
    }

    /** What a failure says of itself may quote anybody, its class does not. */
    static String kind(Throwable failure) {
        return failure instanceof ModelFailure it
                ? it.code()
                : failure.getClass().getSimpleName();
    }
}
