package parley.persistence.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.serialization.Serialization;
import parley.persistence.database.Database;

/** Stores the writes of many actors, with their lists, in one transaction; one that fails does not harm the others. */
final class GroupWriter {
    /** The connection, the server or its space is gone: classes of SQLSTATE where another try of each write is in vain. */
    private static final List<String> HOPELESS = List.of("08", "53", "57", "58", "90");

    private final Database database;
    private final IndexWriters lists;
    private final Serialization serialization;

    GroupWriter(Database database, IndexWriters lists, Serialization serialization) {
        this.database = database;
        this.lists = lists;
        this.serialization = serialization;
    }

    /** Stores what can be stored; each write knows afterwards how it went. */
    void store(List<PendingWrite> writes) {
        try {
            for (PendingWrite write : writes) write.serialize(serialization);
            storeTogether(writes);
        } catch (SQLException | RuntimeException failure) {
            if (writes.size() == 1 || hopeless(failure)) writes.forEach(write -> write.failed(failure));
            else writes.forEach(this::storeAlone);
        }
    }

    private void storeAlone(PendingWrite write) {
        try {
            storeTogether(List.of(write));
        } catch (SQLException | RuntimeException failure) {
            write.failed(failure);
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
