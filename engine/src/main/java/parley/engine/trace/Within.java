package parley.engine.trace;

import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.pekko.stream.Attributes;

/** Tells a stream, and those that it runs within itself, which span it is part of; no word of it is in what flows. */
public record Within(Context span) implements Attributes.Attribute {
    /** The attributes of a stream within a span. */
    public Attributes attributes() {
        return Attributes.none().and(this);
    }

    /** Those of a stream that runs within one with these attributes, where that one does not pass them on by itself. */
    public static Attributes in(Attributes attributes) {
        return of(attributes).map(Within::attributes).orElseGet(Attributes::none);
    }

    static Optional<Within> of(Attributes attributes) {
        return attributes.getAttribute(Within.class);
    }
}
