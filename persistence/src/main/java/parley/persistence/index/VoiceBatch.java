package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.safe.Sealed;
import parley.engine.voicing.ChoirEvent;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of the keys of connections to voices. */
final class VoiceBatch implements IndexBatch {
    private static final String INSERT = """
        INSERT INTO "voice_key" ("owner", "id", "sealed_with", "sequence_number")
        SELECT ?, ?, ?, ?
        WHERE NOT EXISTS (SELECT 1 FROM "voice_key" WHERE "owner" = ? AND "id" = ?)\
        """;
    private static final String CHANGE = """
        UPDATE "voice_key" SET "sealed_with" = ?, "sequence_number" = ?
        WHERE "owner" = ? AND "id" = ? AND "sequence_number" < ?\
        """;
    private static final String REMOVE = "DELETE FROM \"voice_key\" WHERE \"owner\" = ? AND \"id\" = ?";

    private final List<Change> changes = new ArrayList<>();

    private record Change(String owner, long sequenceNumber, ChoirEvent event) {
        String id() {
            return event.connection().value();
        }
    }

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (event instanceof ChoirEvent happened) changes.add(new Change(id, sequenceNumber, happened));
    }

    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        for (Change it : changes) {
            switch (it.event) {
                case ChoirEvent.Added added -> seal(connection, it, added.key());
                case ChoirEvent.Changed changed -> seal(connection, it, changed.key());
                case ChoirEvent.Resealed resealed -> seal(connection, it, resealed.key());
                case ChoirEvent.Removed _ -> run(connection, REMOVE, it.owner, it.id());
            }
        }
    }

    /** Nothing is sealed where there is no key, and what was sealed stays so. */
    private static void seal(Connection connection, Change it, @Nullable Sealed key) throws SQLException {
        if (key == null) return;
        long number = it.sequenceNumber;
        run(connection, CHANGE, key.key(), number, it.owner, it.id(), number);
        run(connection, INSERT, it.owner, it.id(), key.key(), number, it.owner, it.id());
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) statement.setObject(at + 1, values[at]);
            statement.executeUpdate();
        }
    }
}
