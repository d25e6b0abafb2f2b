package parley.persistence.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.javadsl.Source;
import parley.persistence.database.Database;
import parley.persistence.journal.EventPages.Entry;
import scala.Option;
import scala.Tuple2;
import scala.Tuple3;
import scala.collection.immutable.Set;
import scala.collection.immutable.Set$;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;

/** Stored events as streams: the next page is fetched when the one before it has been taken. */
final class Replay {
    private static final int PAGE = 500;

    private final Database database;
    private final EventPages pages;
    private final ExecutionContext execution;

    Replay(Database database, Serialization serialization, ExecutionContext execution) {
        this.database = database;
        this.pages = new EventPages(serialization);
        this.execution = execution;
    }

    /** How often to look for new events, and by which clock. */
    private record Refresh(Duration pause, Scheduler scheduler) {}

    /** Where a reader stands: after some events, about to read, to wait and read, or done. */
    private record Place(long next, boolean afterPause, boolean done) {}

    /** Events {@code from} to {@code to}, both included and at most {@code most}, as stored now. */
    Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> events(String persistenceId, long from, long to, long most) {
        return read(persistenceId, from, to, Math.clamp(most, 1, PAGE), Optional.empty())
                .take(most);
    }

    /** Events {@code from} to {@code to} in pages; where a refresh is given, new ones follow as they are stored. */
    Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> events(
            String persistenceId, long from, long to, int size, Option<Tuple2<FiniteDuration, Scheduler>> refresh) {
        return read(
                persistenceId,
                from,
                to,
                size,
                refresh.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Refresh(
                                Duration.ofNanos(refresh.get()._1().toNanos()),
                                refresh.get()._2())));
    }

    /**
     * Hands events {@code from} to {@code to}, at most {@code most}, to {@code taker}, in their order, on threads of the
     * database; each page takes its turn among other work.
     */
    CompletionStage<Done> recover(
            String persistenceId, long from, long to, long most, int size, Consumer<PersistentRepr> taker) {
        if (from > to || most <= 0) return CompletableFuture.completedFuture(Done.getInstance());
        int limit = Math.clamp(most, 1, size);
        return database.reading(connection -> pages.ofOneActor(connection, persistenceId, from, to, limit))
                .thenCompose(page -> {
                    page.forEach(entry -> taker.accept(entry.readable()));
                    if (page.size() < limit) return CompletableFuture.completedFuture(Done.getInstance());
                    long next = page.getLast().sequenceNumber() + 1;
                    return recover(persistenceId, next, to, most - page.size(), size, taker);
                });
    }

    /** One page of events with a tag. */
    Source<Try<Tuple3<PersistentRepr, Set<String>, Object>>, NotUsed> tagged(
            String tag, long after, long to, long most) {
        int size = Math.clamp(most, 0, Integer.MAX_VALUE);
        return Source.completionStage(database.reading(connection -> pages.ofOneTag(connection, tag, after, to, size)))
                .mapConcat(page -> page) // entries
                .map(Replay::attemptTagged);
    }

    private Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> read(
            String persistenceId, long from, long to, int size, Optional<Refresh> refresh) {
        return Source.<Place, List<Entry>>unfoldAsync(
                        new Place(Math.max(1, from), false, from > to),
                        place -> turned(persistenceId, place, to, size, refresh)) // pages
                .mapConcat(page -> page) // entries
                .map(Replay::attempt);
    }

    private CompletionStage<Optional<Pair<Place, List<Entry>>>> turned(
            String persistenceId, Place place, long to, int size, Optional<Refresh> refresh) {
        if (place.done()) return CompletableFuture.completedFuture(Optional.empty());
        if (!place.afterPause() || refresh.isEmpty()) return page(persistenceId, place, to, size, refresh);
        return Patterns.after(
                refresh.get().pause(),
                refresh.get().scheduler(),
                execution,
                () -> page(persistenceId, place, to, size, refresh));
    }

    private CompletionStage<Optional<Pair<Place, List<Entry>>>> page(
            String persistenceId, Place place, long to, int size, Optional<Refresh> refresh) {
        return database.reading(connection -> {
            List<Entry> page = pages.ofOneActor(connection, persistenceId, place.next(), to, size);
            long next = page.isEmpty() ? place.next() : page.getLast().sequenceNumber() + 1;
            boolean full = page.size() == size;
            boolean done = next > to || (!full && refresh.isEmpty());
            return Optional.of(Pair.create(new Place(next, !full, done), page));
        });
    }

    private static Try<Tuple2<PersistentRepr, Object>> attempt(Entry entry) {
        if (entry.fault() != null) return new Failure<>(entry.fault());
        return new Success<>(new Tuple2<>(entry.readable(), entry.ordering()));
    }

    private static Try<Tuple3<PersistentRepr, Set<String>, Object>> attemptTagged(Entry entry) {
        if (entry.fault() != null) return new Failure<>(entry.fault());
        Set<String> unknown = Set$.MODULE$.empty();
        return new Success<>(new Tuple3<>(entry.readable(), unknown, entry.ordering()));
    }
}
