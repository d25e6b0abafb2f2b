package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.storage.Cabinet;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of files. An event that was written before changes nothing. */
final class FileBatch implements IndexBatch {
    private static final String BEGIN = """
        INSERT INTO "file" ("id", "owner", "name", "conversation", "created_at", "state")
        SELECT ?, ?, ?, ?, ?, 'open' WHERE NOT EXISTS (SELECT 1 FROM "file" WHERE "id" = ?)\
        """;
    private static final String KEEP = """
        UPDATE "file" SET "media_type" = ?, "size" = ?, "sha256" = ?, "created_at" = ?, "state" = 'kept'
        WHERE "id" = ? AND "state" = 'open'\
        """;
    private static final String DROP = """
        UPDATE "file" SET "state" = 'leaving' WHERE "id" = ?\
        """;
    private static final String ERASE = """
        DELETE FROM "file" WHERE "id" = ? AND "state" = 'leaving'\
        """;

    private final List<Change> changes = new ArrayList<>();

    private record Change(String owner, Cabinet.Event event) {}

    @Override
    public void add(String owner, long sequenceNumber, Object event) {
        if (event instanceof Cabinet.Event happened) changes.add(new Change(owner, happened));
    }

    /** Files come and go rarely: one statement for each event will do. */
    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        for (Change change : changes) {
            switch (change.event()) {
                case Cabinet.Begun begun -> begin(connection, change.owner(), begun);
                case Cabinet.Kept kept -> keep(connection, kept);
                case Cabinet.Dropped dropped -> update(connection, DROP, dropped);
                case Cabinet.Erased erased -> update(connection, ERASE, erased);
            }
        }
    }

    private static void begin(Connection connection, String owner, Cabinet.Begun event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, event.file().value());
            insert.setString(2, owner);
            insert.setString(3, event.name());
            insert.setString(4, event.conversation());
            insert.setLong(5, Nanos.of(event.at()));
            insert.setString(6, event.file().value());
            insert.executeUpdate();
        }
    }

    private static void keep(Connection connection, Cabinet.Kept event) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            update.setString(1, event.mediaType());
            update.setLong(2, event.size());
            update.setString(3, event.sha256());
            update.setLong(4, Nanos.of(event.at()));
            update.setString(5, event.file().value());
            update.executeUpdate();
        }
    }

    private static void update(Connection connection, String sql, Cabinet.Event event) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, event.file().value());
            update.executeUpdate();
        }
    }
}
