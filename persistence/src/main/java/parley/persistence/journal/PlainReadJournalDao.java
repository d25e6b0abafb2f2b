package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.ReadJournalConfig;
import org.apache.pekko.persistence.jdbc.query.dao.ReadJournalDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import parley.persistence.database.Database;
import scala.Option;
import scala.Tuple2;
import scala.Tuple3;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** The read journal by plain JDBC. Named in {@code jdbc-read-journal.dao}; the plugin calls the constructor. */
public final class PlainReadJournalDao implements ReadJournalDao {
    private static final int PAGE = 1000;
    private static final String NEXT_IDS = """
        SELECT DISTINCT "persistence_id" FROM "event_journal"
        WHERE "persistence_id" > ? AND "deleted" = FALSE ORDER BY "persistence_id" LIMIT ?\
        """;
    private static final String ORDERINGS = """
        SELECT "ordering" FROM "event_journal" WHERE "ordering" > ? ORDER BY "ordering" LIMIT ?\
        """;
    private static final String LAST_ORDERING = """
        SELECT MAX("ordering") FROM "event_journal\"\
        """;
    private static final String LAST_OF_ONE = """
        SELECT MAX("sequence_number") FROM "event_journal" WHERE "persistence_id" = ?\
        """;

    private final Database database;
    private final Replay replay;

    public PlainReadJournalDao(
            JdbcBackend.JdbcDatabaseDef slick,
            JdbcProfile profile,
            ReadJournalConfig config,
            Serialization serialization,
            ExecutionContext execution,
            Materializer materializer) {
        this.database = Database.of(materializer.system());
        this.replay = new Replay(database, serialization, execution);
    }

    @Override
    public Source<String, NotUsed> allPersistenceIdsSource(long most) {
        return org.apache.pekko.stream.javadsl.Source.<String, List<String>>unfoldAsync("", this::idsAfter) // pages
                .mapConcat(page -> page) // ids
                .take(most)
                .asScala();
    }

    @Override
    public Source<Try<Tuple3<PersistentRepr, Set<String>, Object>>, NotUsed> eventsByTag(
            String tag, long after, long to, long most) {
        return replay.tagged(tag, after, to, most).asScala();
    }

    @Override
    public Source<Object, NotUsed> journalSequence(long after, long most) {
        return org.apache.pekko.stream.javadsl.Source.completionStage(
                        database.reading(connection -> orderings(connection, after, most)))
                .mapConcat(page -> page)
                .asScala();
    }

    @Override
    public Future<Object> maxJournalSequence() {
        return FutureConverters.asScala(
                database.reading(connection -> PlainJournalDao.number(connection, LAST_ORDERING)));
    }

    @Override
    public Future<Option<Object>> lastPersistenceIdSequenceNumber(String persistenceId) {
        return FutureConverters.asScala(database.reading(connection -> {
            long last = PlainJournalDao.number(connection, LAST_OF_ONE, persistenceId);
            return last == 0 ? Option.empty() : Option.<Object>apply(last);
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
        return replay.events(persistenceId, from, to, size, refresh).asScala();
    }

    private CompletionStage<Optional<Pair<String, List<String>>>> idsAfter(String last) {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT_IDS)) {
                select.setString(1, last);
                select.setInt(2, PAGE);
                List<String> page = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) page.add(rows.getString(1));
                }
                return page.isEmpty() ? Optional.empty() : Optional.of(Pair.create(page.getLast(), page));
            }
        });
    }

    private static List<Object> orderings(Connection connection, long after, long most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ORDERINGS)) {
            select.setLong(1, after);
            select.setLong(2, most);
            List<Object> page = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) page.add(rows.getLong(1));
            }
            return page;
        }
    }
}
