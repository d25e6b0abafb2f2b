package parley.engine.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One text that names a span to whoever goes on with its trace: the header of that name in W3C Trace Context, level 1. */
public final class Traceparent {
    /** The name of the header. */
    public static final String NAME = "traceparent";

    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> READ = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // still to be there, though nobody asks any more
        public Iterable<String> keys(String text) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String text, String name) {
            return name.equals(NAME) ? text : null;
        }
    };
    private static final TextMapSetter<StringBuilder> WRITE = (text, name, value) -> {
        if (text != null && name.equals(NAME)) text.append(value);
    };

    private Traceparent() {}

    /** The span that a text names, to begin others in it; the root where it names none. */
    public static Context read(@Nullable String text) {
        return text == null ? Context.root() : FORMAT.extract(Context.root(), text, READ);
    }

    /** The text that names a span. */
    public static String of(SpanContext span) {
        StringBuilder text = new StringBuilder();
        FORMAT.inject(Context.root().with(Span.wrap(span)), text, WRITE);
        return text.toString();
    }
}
