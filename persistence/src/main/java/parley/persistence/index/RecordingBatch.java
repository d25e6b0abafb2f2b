package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.recording.AlbumEvent;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of recordings that have not ended. */
final class RecordingBatch implements IndexBatch {
    private static final String INSERT = """
        INSERT INTO "recording_under_way" ("conversation", "recording") SELECT ?, ?
        WHERE NOT EXISTS (SELECT 1 FROM "recording_under_way" WHERE "conversation" = ? AND "recording" = ?)\
        """;
    private static final String DELETE = """
        DELETE FROM "recording_under_way" WHERE "conversation" = ? AND "recording" = ?\
        """;

    private final List<Change> changes = new ArrayList<>();

    private record Change(String conversation, AlbumEvent event) {}

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (event instanceof AlbumEvent happened) changes.add(new Change(id, happened));
    }

    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        for (Change change : changes) {
            switch (change.event) {
                case AlbumEvent.Ordered _ -> run(connection, INSERT, change, 2);
                case AlbumEvent.Begun _ -> {}
                case AlbumEvent.Finished _, AlbumEvent.Broken _, AlbumEvent.Deleted _ ->
                    run(connection, DELETE, change, 1);
            }
        }
    }

    private static void run(Connection connection, String sql, Change change, int times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int time = 0; time < times; time++) {
                statement.setString(2 * time + 1, change.conversation);
                statement.setString(2 * time + 2, change.event.recording().value());
            }
            statement.executeUpdate();
        }
    }
}
