package parley.http.main;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.trace.Traces;

/**
 * Tells a collector of traces what happens here, over OTLP, where one is named. What it cannot take in time is dropped:
 * nobody ever waits for it.
 */
final class Tracing {
    /** The library would tell of each failure on its own, and past our log. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");

    private Tracing() {}

    /** Opens the traces of an actor system, and closes them with it. */
    static void open(ActorSystem<?> system) {
        TracingSettings settings = TracingSettings.from(system.settings().config());
        if (!settings.wanted()) return;
        LIBRARY.setLevel(Level.OFF);
        SdkTracerProvider provider = provider(settings, system.address().toString());
        Traces.of(system).open(new Telemetry(provider), settings.toProviders());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "send-the-last-traces",
                        () -> closed(provider, settings));
    }

    private static SdkTracerProvider provider(TracingSettings settings, String instance) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.address())
                .setTimeout(settings.timeout())
                .setRetryPolicy(null);
        settings.headers().forEach(exporter::addHeader);
        return SdkTracerProvider.builder()
                .setResource(Resource.create(
                        Attributes.of(SERVICE, settings.service(), VERSION, Version.current(), INSTANCE, instance)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(new TellingExporter(exporter.build(), settings.place()))
                        .setMaxQueueSize(settings.queue())
                        .setMaxExportBatchSize(Math.min(settings.batch(), settings.queue()))
                        .setScheduleDelay(settings.every())
                        .setExporterTimeout(settings.timeout())
                        .build())
                .build();
    }

    /** What is still waiting is sent, for as long as one sending may take. */
    private static CompletionStage<Done> closed(SdkTracerProvider provider, TracingSettings settings) {
        CompletableFuture<Done> closed = new CompletableFuture<>();
        Thread.ofVirtual().name("last-traces").start(() -> {
            provider.shutdown().join(settings.lastWithin().toMillis(), TimeUnit.MILLISECONDS);
            closed.complete(Done.getInstance());
        });
        return closed;
    }

    /** What the engine traces with; nothing but traces. */
    private record Telemetry(SdkTracerProvider provider) implements OpenTelemetry {
        @Override
        public TracerProvider getTracerProvider() {
            return provider;
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
        }
    }
}
