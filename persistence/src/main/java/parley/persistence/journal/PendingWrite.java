package parley.persistence.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import scala.collection.immutable.Seq;
import scala.collection.mutable.Builder;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;

/** What one actor wants stored, and the promise to tell it how that went. */
final class PendingWrite {
    private static final Try<BoxedUnit> DONE = new Success<>(BoxedUnit.UNIT);
    private static final Seq<Try<BoxedUnit>> ALL_DONE =
            Seq.<Try<BoxedUnit>>newBuilder().result();

    private final Seq<AtomicWrite> writes;
    private final long since = System.nanoTime();
    private final Promise<Seq<Try<BoxedUnit>>> promise = Promise.apply();
    private List<EventRow> rows = List.of();
    private Seq<Try<BoxedUnit>> answer = ALL_DONE;
    private Throwable failure = new IllegalStateException("the write was given up");
    private boolean serialized;
    private boolean doubtful;
    private boolean stored;

    PendingWrite(Seq<AtomicWrite> writes) {
        this.writes = writes;
    }

    /** When it was wanted, by {@link System#nanoTime}. */
    long since() {
        return since;
    }

    boolean isStored() {
        return stored;
    }

    Future<Seq<Try<BoxedUnit>>> future() {
        return promise.future();
    }

    /** The rows to store, once {@link #serialize} has run. */
    List<EventRow> rows() {
        return rows;
    }

    /** How many bytes its rows have. */
    long bytes() {
        return rows.stream().mapToLong(row -> row.payload().bytes().length).sum();
    }

    /** How long ago it was made. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** From now on its rows may be in the journal already: it was sent, and nobody said what became of it. */
    void doubt() {
        doubtful = true;
    }

    boolean doubtful() {
        return doubtful;
    }

    /** Serialises every event, once; an atomic write that cannot be serialised is rejected alone. */
    void serialize(Serialization serialization) {
        if (serialized) return;
        serialized = true;
        List<EventRow> all = new ArrayList<>(writes.size());
        Builder<Try<BoxedUnit>, Seq<Try<BoxedUnit>>> answers = Seq.newBuilder();
        boolean rejected = false;
        for (AtomicWrite write : CollectionConverters.asJava(writes)) {
            try {
                all.addAll(rows(write, serialization));
                answers.addOne(DONE);
            } catch (Exception unserialisable) {
                rejected = true;
                answers.addOne(new Failure<>(unserialisable));
            }
        }
        rows = all;
        if (rejected) answer = answers.result();
    }

    /** Remembers that its rows are in the journal, to be told by {@link #tell}. */
    void stored() {
        stored = true;
    }

    /** Remembers why it could not be stored, to be told by {@link #tell}. */
    void failed(Throwable cause) {
        failure = cause;
    }

    /** Tells the actor how it went. */
    void tell() {
        if (stored) promise.trySuccess(answer);
        else promise.tryFailure(failure);
    }

    private static List<EventRow> rows(AtomicWrite write, Serialization serialization) {
        List<EventRow> rows = new ArrayList<>(write.size());
        for (PersistentRepr repr : CollectionConverters.asJava(write.payload())) rows.add(row(repr, serialization));
        return rows;
    }

    private static EventRow row(PersistentRepr repr, Serialization serialization) {
        Tagged tagged = repr.payload() instanceof Tagged some ? some : new Tagged(repr.payload(), Set.of());
        Object event = tagged.payload();
        return new EventRow(
                repr.persistenceId(),
                repr.sequenceNr(),
                repr.writerUuid(),
                repr.timestamp(),
                repr.manifest(),
                Written.of(event, serialization),
                repr.metadata().isEmpty() ? null : Written.of(repr.metadata().get(), serialization),
                Set.copyOf(CollectionConverters.asJava(tagged.tags())),
                event);
    }
}
