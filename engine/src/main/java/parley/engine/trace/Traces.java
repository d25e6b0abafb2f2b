package parley.engine.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.Extension;

/** Whether the actor system is traced, and by whom. Nobody traces it until somebody is let in. */
public final class Traces implements Extension {
    private static final String SCOPE = "parley";
    private static final Tracing OFF = new Tracing(OpenTelemetry.noop().getTracer(SCOPE), false, false);

    private volatile Tracing tracing = OFF;

    private record Tracing(Tracer tracer, boolean on, boolean toProviders) {}

    Traces() {}

    public static Traces of(ClassicActorSystemProvider system) {
        return TracesExtension.ID.get(system);
    }

    /** Lets somebody in, before anything is done that is to be traced. */
    public void open(OpenTelemetry telemetry, boolean toProviders) {
        tracing = new Tracing(telemetry.getTracer(SCOPE), true, toProviders);
    }

    /** Whether anybody wants to know. */
    public boolean on() {
        return tracing.on;
    }

    /** Whether providers of models may be told of the trace that they are part of. */
    boolean toProviders() {
        return tracing.toProviders;
    }

    public Tracer tracer() {
        return tracing.tracer;
    }
}
