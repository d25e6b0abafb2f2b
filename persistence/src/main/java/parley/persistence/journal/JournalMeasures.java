package parley.persistence.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.measure.Known;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/** What is measured of the journal: once for each write and each transaction, whatever is in them. */
final class JournalMeasures {
    /** As many kinds of actors are told apart. */
    private static final int KINDS = 30;

    private final Measures measures;
    private final Known kinds = new Known(KINDS);
    private final Timer writes;
    private final DistributionSummary batches;
    private final Counter failures;

    JournalMeasures(Measures measures) {
        this.measures = measures;
        this.writes = measures.timer(Series.JOURNAL_WRITE);
        this.batches = measures.sizes(Series.JOURNAL_BATCH);
        this.failures = measures.counter(Series.JOURNAL_FAILURES);
    }

    /** So many wait whenever somebody looks. */
    void waiting(IntSupplier now) {
        measures.gauge(Series.JOURNAL_WAITING, now::getAsInt);
    }

    /** They were tried together. */
    void written(List<PendingWrite> together) {
        long now = System.nanoTime();
        batches.record(together.size());
        for (PendingWrite write : together) {
            writes.record(now - write.since(), TimeUnit.NANOSECONDS);
            if (!write.isStored()) failures.increment();
        }
    }

    /** The same events; how long an actor takes to read them is measured. */
    <T> Source<T, NotUsed> timed(String persistenceId, Source<T, NotUsed> events) {
        return events.watchTermination((held, end) -> {
            long since = System.nanoTime();
            end.thenRun(() -> replayed(persistenceId, since));
            return held;
        });
    }

    /** An actor has read its events since then. */
    void replayed(String persistenceId, long since) {
        int bar = persistenceId.indexOf('|');
        String kind = bar < 0 ? Known.OTHER : kinds.name(persistenceId.substring(0, bar));
        measures.timer(Series.REPLAY, kind).record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
}
