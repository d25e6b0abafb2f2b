package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import parley.engine.kernel.Unavailable;
import parley.engine.measure.Measures;
import parley.persistence.database.Database;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** The journal by plain JDBC. Named in {@code jdbc-journal.dao}; the plugin calls the constructor, Slick is not asked. */
public final class PlainJournalDao implements Recovering {
    private static final String HIGHEST = """
        SELECT MAX("sequence_number") FROM "event_journal" WHERE "persistence_id" = ?\
        """;
    private static final String HIGHEST_UP_TO = """
        SELECT MAX("sequence_number") FROM "event_journal" WHERE "persistence_id" = ? AND "sequence_number" <= ?\
        """;
    private static final String DELETE_BEFORE = """
        DELETE FROM "event_journal" WHERE "persistence_id" = ? AND "sequence_number" < ?\
        """;
    private static final String MARK_DELETED = """
        UPDATE "event_journal" SET "deleted" = TRUE WHERE "persistence_id" = ? AND "sequence_number" = ?\
        """;

    private final Database database;
    private final ExecutionContext execution;
    private final GroupWriter writer;
    private final WriteQueue queue;
    private final Backlog backlog;
    private final Replay replay;
    private final JournalMeasures measures;

    public PlainJournalDao(
            JdbcBackend.JdbcDatabaseDef slick,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext execution,
            Materializer materializer) {
        this.database = Database.of(materializer.system());
        this.execution = execution;
        var settings = materializer.system().settings().config();
        JournalSettings journal = JournalSettings.from(settings, database.dialect());
        this.writer = new GroupWriter(database, IndexWriters.from(settings), serialization, journal.keep());
        this.queue = new WriteQueue(journal, database.executor(), this::storeAndTell);
        this.backlog = new Backlog(database, serialization, journal.keptBytes(), execution);
        this.replay = new Replay(database, serialization, execution);
        this.measures = new JournalMeasures(Measures.of(materializer.system()));
        measures.waiting(queue::waiting);
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
        PendingWrite write = new PendingWrite(writes);
        if (!backlog.takes(write))
            return Future$.MODULE$.failed(new Unavailable(
                    "the database does not answer, and too much waits for it; see parley.journal.outage"));
        if (queue.offer(write)) return write.future();
        return Future$.MODULE$.failed(
                new IllegalStateException("too many writes wait for the database; see parley.journal.waiting"));
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long from) {
        return FutureConverters.asScala(database.reading(connection -> number(connection, HIGHEST, persistenceId)));
    }

    /** Deletes up to a sequence number; the last row stays, marked, so that its number is never given twice. */
    @Override
    public Future<BoxedUnit> delete(String persistenceId, long upTo) {
        return FutureConverters.asScala(database.writing(connection -> {
            long last = number(connection, HIGHEST_UP_TO, persistenceId, upTo);
            change(connection, DELETE_BEFORE, persistenceId, last);
            change(connection, MARK_DELETED, persistenceId, last);
            return BoxedUnit.UNIT;
        }));
    }

    @Override
    public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(
            String persistenceId, long from, long to, long most) {
        return replay.events(persistenceId, from, to, most).asScala();
    }

    @Override
    public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messagesWithBatch(
            String persistenceId, long from, long to, int size, Option<Tuple2<FiniteDuration, Scheduler>> refresh) {
        var events = replay.events(persistenceId, from, to, size, refresh);
        return refresh.isEmpty() ? measures.timed(persistenceId, events).asScala() : events.asScala();
    }

    @Override
    public Future<BoxedUnit> recover(
            String persistenceId,
            long from,
            long to,
            long most,
            int page,
            Function1<PersistentRepr, BoxedUnit> callback) {
        long since = System.nanoTime();
        return FutureConverters.asScala(replay.recover(persistenceId, from, to, most, page, callback::apply)
                .thenApply(done -> {
                    measures.replayed(persistenceId, since);
                    return BoxedUnit.UNIT;
                }));
    }

    private List<PendingWrite> storeAndTell(List<PendingWrite> writes) {
        List<PendingWrite> again = List.of();
        try {
            again = writer.store(writes);
            return again;
        } finally {
            Set<PendingWrite> kept = Set.copyOf(again);
            List<PendingWrite> done = kept.isEmpty()
                    ? writes
                    : writes.stream().filter(it -> !kept.contains(it)).toList();
            execution.execute(new Telling(done));
            measures.written(done);
        }
    }

    static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) select.setObject(i + 1, parameters[i]);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    static void change(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) update.setObject(i + 1, parameters[i]);
            update.executeUpdate();
        }
    }
}
