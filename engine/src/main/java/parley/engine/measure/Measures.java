package parley.engine.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.Extension;

/**
 * The numbers of one actor system. Whoever measures need not know whether anybody reads: until somebody does, counting is
 * a call into nothing. Safe for threads.
 */
public final class Measures implements Extension {
    private static final double SECOND = 1e9;

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final Map<Reading, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Reading, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Reading, DistributionSummary> sizes = new ConcurrentHashMap<>();
    private final Map<Reading, Level> levels = new ConcurrentHashMap<>();
    private final Map<Reading, DoubleSupplier> readings = new ConcurrentHashMap<>();
    private final Mailboxes mailboxes = new Mailboxes();

    private record Reading(Series series, List<String> values) {
        Tags tags() {
            List<String> labels = series.labels();
            if (labels.size() != values.size())
                throw new IllegalArgumentException(series + " has the labels " + labels + " and no others");
            List<Tag> tags = new ArrayList<>(labels.size());
            for (int at = 0; at < labels.size(); at++) tags.add(Tag.of(labels.get(at), values.get(at)));
            return Tags.of(tags);
        }
    }

    Measures() {
        gauge(Series.MAILBOX, mailboxes::longest);
    }

    /** Those of an actor system. */
    public static Measures of(ClassicActorSystemProvider system) {
        return MeasuresExtension.ID.get(system);
    }

    /** Where libraries that count for themselves put it. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Tells everything to this registry from now on, what is known by now with it. */
    public void tell(MeterRegistry reader) {
        registry.add(reader);
    }

    /** Once more. */
    public void count(Series series, String... values) {
        counter(series, values).increment();
    }

    /** What counts this; worth keeping where it is needed often. */
    public Counter counter(Series series, String... values) {
        return counters.computeIfAbsent(
                new Reading(series, List.of(values)),
                it -> Counter.builder(series.title())
                        .description(series.description())
                        .tags(it.tags())
                        .register(registry));
    }

    /** It took so long. */
    public void time(Series series, Duration took, String... values) {
        timer(series, values).record(took);
    }

    /** What takes times; worth keeping where it is needed often. */
    public Timer timer(Series series, String... values) {
        return timers.computeIfAbsent(
                new Reading(series, List.of(values)),
                it -> Timer.builder(series.title())
                        .description(series.description())
                        .serviceLevelObjectives(durations(series))
                        .tags(it.tags())
                        .register(registry));
    }

    /** What takes sizes; worth keeping where it is needed often. */
    public DistributionSummary sizes(Series series, String... values) {
        return sizes.computeIfAbsent(
                new Reading(series, List.of(values)),
                it -> DistributionSummary.builder(series.title())
                        .description(series.description())
                        .serviceLevelObjectives(series.buckets())
                        .tags(it.tags())
                        .register(registry));
    }

    /** Shows what is answered whenever somebody looks; of several for the same the last one counts. */
    public void gauge(Series series, DoubleSupplier now, String... values) {
        Reading reading = new Reading(series, List.of(values));
        if (readings.put(reading, now) != null) return;
        Gauge.builder(series.title(), () -> now(reading))
                .description(series.description())
                .tags(reading.tags())
                .strongReference(true)
                .register(registry);
    }

    private double now(Reading reading) {
        DoubleSupplier now = readings.get(reading);
        return now == null ? Double.NaN : now.getAsDouble();
    }

    /** A level that many raise and lower. */
    public Level level(Series series, String... values) {
        return levels.computeIfAbsent(new Reading(series, List.of(values)), _ -> {
            Level level = new Level();
            gauge(series, level::now, values);
            return level;
        });
    }

    /** What gauges of this series show now, added up; also where nobody else reads. */
    public double now(Series series) {
        return readings.entrySet().stream()
                .filter(it -> it.getKey().series() == series)
                .mapToDouble(it -> it.getValue().getAsDouble())
                .sum();
    }

    /** The mailboxes that are looked into. */
    public Mailboxes mailboxes() {
        return mailboxes;
    }

    void close() {
        registry.close();
    }

    private static Duration[] durations(Series series) {
        return Arrays.stream(series.buckets())
                .mapToObj(it -> Duration.ofNanos(Math.round(it * SECOND)))
                .toArray(Duration[]::new);
    }
}
