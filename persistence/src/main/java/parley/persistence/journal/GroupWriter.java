package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.serialization.Serialization;
import parley.engine.kernel.Unavailable;
import parley.persistence.database.Database;
import parley.persistence.database.Dialect;
import parley.persistence.database.Outage;

/** Stores the writes of many actors, with their lists, in one transaction; one that fails does not harm the others. */
final class GroupWriter {
    /** Classes of SQLSTATE where another try of each write by itself is in vain, in H2's own words too. */
    private static final List<String> HOPELESS = List.of("08", "53", "57", "58", "90");

    private static final String WRITER = """
        SELECT "writer" FROM "event_journal" WHERE "persistence_id" = ? AND "sequence_number" = ?\
        """;

    private final Database database;
    private final IndexWriters lists;
    private final Serialization serialization;
    private final Duration keep;

    /** {@code keep} is how long a write may be tried while the database is away. */
    GroupWriter(Database database, IndexWriters lists, Serialization serialization, Duration keep) {
        this.database = database;
        this.lists = lists;
        this.serialization = serialization;
        this.keep = keep;
    }

    /** Stores what can be stored; each write knows afterwards how it went, but for those it answers: they wait on. */
    List<PendingWrite> store(List<PendingWrite> writes) {
        try {
            for (PendingWrite write : writes) write.serialize(serialization);
            if (!database.answers()) return outlasting(writes, new Unavailable("the database does not answer"));
            storeTogether(writes);
            return List.of();
        } catch (SQLException | RuntimeException failure) {
            if (away(failure)) return outlasting(writes, failure);
            if (writes.size() == 1) return ended(writes.getFirst(), failure);
            if (!hopeless(failure)) return storeEach(writes);
            writes.forEach(it -> it.failed(failure));
            return List.of();
        }
    }

    private List<PendingWrite> storeEach(List<PendingWrite> writes) {
        List<PendingWrite> again = new ArrayList<>();
        for (PendingWrite write : writes) {
            if (again.isEmpty()) again.addAll(store(List.of(write)));
            else again.add(write);
        }
        return again;
    }

    /** H2 is in this process: where it fails it will not come back by itself. */
    private boolean away(Exception failure) {
        return database.dialect() == Dialect.POSTGRESQL && Outage.in(failure);
    }

    /** Those that may still wait; nobody knows whether their rows are stored. */
    private List<PendingWrite> outlasting(List<PendingWrite> writes, Exception failure) {
        List<PendingWrite> again = new ArrayList<>();
        for (PendingWrite write : writes) {
            write.doubt();
            if (write.age().compareTo(keep) < 0) again.add(write);
            else
                write.failed(new Unavailable(
                        "the database has not answered for " + keep.toSeconds() + " s; this write is given up",
                        failure));
        }
        return again;
    }

    /** Who finds its own rows was stored before the answer was lost; another writer's rows are the end of this one. */
    private List<PendingWrite> ended(PendingWrite write, Exception failure) {
        try {
            if (write.doubtful() && database.read(connection -> standing(connection, write))) write.stored();
            else write.failed(failure);
            return List.of();
        } catch (SQLException unknown) {
            if (away(unknown)) return outlasting(List.of(write), unknown);
            write.failed(failure);
            return List.of();
        }
    }

    private static boolean standing(Connection connection, PendingWrite write) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WRITER)) {
            for (EventRow row : write.rows()) {
                select.setString(1, row.persistenceId());
                select.setLong(2, row.sequenceNumber());
                try (ResultSet found = select.executeQuery()) {
                    if (!found.next() || !found.getString(1).equals(row.writer())) return false;
                }
            }
            return true;
        }
    }

    private void storeTogether(List<PendingWrite> writes) throws SQLException {
        database.write(connection -> inserted(connection, writes));
        writes.forEach(PendingWrite::stored);
    }

    private int inserted(Connection connection, List<PendingWrite> writes) throws SQLException {
        IndexWriters.Batch changes = lists.batch();
        List<EventRow> rows = new ArrayList<>(writes.size());
        for (PendingWrite write : writes) {
            for (EventRow row : write.rows()) {
                rows.add(row);
                changes.add(row.persistenceId(), row.sequenceNumber(), row.event());
            }
        }
        JournalInsert.insert(connection, database.dialect(), rows);
        changes.write(connection, database.dialect());
        return rows.size();
    }

    private static boolean hopeless(Exception failure) {
        if (failure instanceof SQLTransientConnectionException) return true;
        if (!(failure instanceof SQLException told)) return false;
        String state = told.getSQLState();
        return state != null && HOPELESS.stream().anyMatch(state::startsWith);
    }
}
