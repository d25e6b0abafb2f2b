package parley.http.management;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/** All numbers of a server in the formats that Prometheus reads. */
public final class Metrics {
    static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final List<MemberStatus> STATUSES = List.of(
            MemberStatus.joining(),
            MemberStatus.weaklyUp(),
            MemberStatus.up(),
            MemberStatus.leaving(),
            MemberStatus.exiting(),
            MemberStatus.down());

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private Metrics() {}

    /** Begins to keep the numbers of an actor system, and those of the process that it is in. */
    public static Metrics of(ActorSystem<?> system) {
        Metrics metrics = new Metrics();
        Measures measures = Measures.of(system);
        measures.tell(metrics.registry);
        cluster(measures, Cluster.get(system));
        metrics.process(system);
        return metrics;
    }

    private static void cluster(Measures measures, Cluster cluster) {
        for (MemberStatus status : STATUSES)
            measures.gauge(Series.MEMBERS, () -> (double) members(cluster, status), status.toString());
        measures.gauge(
                Series.UNREACHABLE, () -> cluster.state().getUnreachable().size());
    }

    private static long members(Cluster cluster, MemberStatus status) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(it -> it.status().equals(status))
                .count();
    }

    @SuppressWarnings("resource") // closed with the actor system
    private void process(ActorSystem<?> system) {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        system.getWhenTerminated().thenRun(() -> {
            collections.close();
            registry.close();
        });
    }

    /** The format for whoever accepts these. */
    static String format(String accepted) {
        return accepted.contains("application/openmetrics-text") ? OPEN : PLAIN;
    }

    /** Everything as it is now, in one of the formats. */
    byte[] page(String format) {
        return registry.scrape(format).getBytes(StandardCharsets.UTF_8);
    }
}
