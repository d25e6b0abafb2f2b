package parley.persistence.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.serialization.SerializationExtension;
import parley.persistence.database.Database;
import parley.persistence.database.Dialect;
import parley.persistence.journal.EventPages.Entry;

/**
 * Empties every list and fills it again from the journal, in one transaction: whoever reads meanwhile sees the old list,
 * and on PostgreSQL writers of a list wait until the new one stands.
 */
public final class Rebuild {
    private static final int PAGE = 1000;
    private static final int PAGES_PER_LINE = 50;

    private final Database database;
    private final IndexWriters lists;
    private final EventPages pages;

    private Rebuild(Database database, IndexWriters lists, EventPages pages) {
        this.database = database;
        this.lists = lists;
        this.pages = pages;
    }

    /** A rebuild of all lists of this system. */
    public static Rebuild of(ClassicActorSystemProvider system) {
        return new Rebuild(
                Database.of(system),
                IndexWriters.from(system.classicSystem().settings().config()),
                new EventPages(SerializationExtension.get(system)));
    }

    /** Does it and tells how far it is, a line at a time; answers how many events were read. */
    public CompletionStage<Long> run(Consumer<String> progress) {
        return database.writing(connection -> {
            long events = 0;
            for (IndexWriter list : lists.all()) events += refill(connection, list, progress);
            progress.accept("done: " + events + " events read");
            return events;
        });
    }

    private long refill(Connection connection, IndexWriter list, Consumer<String> progress) throws SQLException {
        String tables = String.join(", ", list.tables());
        progress.accept(tables + ": emptied");
        empty(connection, list.tables());
        long events = 0;
        long after = 0;
        for (int page = 1; ; page++) {
            List<Entry> entries = pages.ofOneKind(connection, list.kind(), after, PAGE);
            write(connection, list, entries);
            events += entries.size();
            if (entries.size() < PAGE) break;
            after = entries.getLast().ordering();
            if (page % PAGES_PER_LINE == 0) progress.accept(tables + ": " + events + " events");
        }
        progress.accept(tables + ": filled from " + events + " events");
        return events;
    }

    private void empty(Connection connection, List<String> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                if (database.dialect() == Dialect.POSTGRESQL)
                    statement.execute("LOCK TABLE \"" + table + "\" IN EXCLUSIVE MODE");
                statement.execute("DELETE FROM \"" + table + "\"");
            }
        }
    }

    private void write(Connection connection, IndexWriter list, List<Entry> entries) throws SQLException {
        IndexBatch batch = list.batch();
        int prefix = list.kind().length() + 1;
        for (Entry entry : entries)
            batch.add(
                    entry.persistenceId().substring(prefix),
                    entry.sequenceNumber(),
                    entry.readable().payload());
        batch.write(connection, database.dialect());
    }
}
