package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows of the journal as batches; the primary key refuses a second writer of the same sequence number. */
final class JournalInsert implements AutoCloseable {
    private static final String PLAIN = """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
        "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String WITH_METADATA = """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
        "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload",
        "meta_ser_id", "meta_ser_manifest", "meta_payload")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String TAG = """
        INSERT INTO "event_tag" ("event_id", "tag")
        SELECT "ordering", ? FROM "event_journal" WHERE "persistence_id" = ? AND "sequence_number" = ?\
        """;

    private final Connection connection;
    private final PreparedStatement plain;
    private final List<EventRow> tagged = new ArrayList<>();
    private @Nullable PreparedStatement withMetadata;
    private @Nullable PreparedStatement filling;

    JournalInsert(Connection connection) throws SQLException {
        this.connection = connection;
        this.plain = connection.prepareStatement(PLAIN);
    }

    void add(EventRow row) throws SQLException {
        PreparedStatement statement = fill(row.metadata() == null ? plain : withMetadata());
        bind(statement, row);
        if (row.metadata() != null) bind(statement, row.metadata());
        statement.addBatch();
        if (!row.tags().isEmpty()) tagged.add(row);
    }

    void execute() throws SQLException {
        if (filling != null) filling.executeBatch();
        if (!tagged.isEmpty()) insertTags();
    }

    @Override
    public void close() throws SQLException {
        plain.close();
        if (withMetadata != null) withMetadata.close();
    }

    /** Rows go in by their order, so a change of statement sends what the other has gathered. */
    private PreparedStatement fill(PreparedStatement next) throws SQLException {
        if (filling != null && !filling.equals(next)) filling.executeBatch();
        filling = next;
        return next;
    }

    private PreparedStatement withMetadata() throws SQLException {
        if (withMetadata == null) withMetadata = connection.prepareStatement(WITH_METADATA);
        return withMetadata;
    }

    private static void bind(PreparedStatement statement, Written metadata) throws SQLException {
        statement.setInt(9, metadata.serializer());
        statement.setString(10, metadata.manifest());
        statement.setBytes(11, metadata.bytes());
    }

    private static void bind(PreparedStatement statement, EventRow row) throws SQLException {
        statement.setString(1, row.persistenceId());
        statement.setLong(2, row.sequenceNumber());
        statement.setString(3, row.writer());
        statement.setLong(4, row.timestamp());
        statement.setString(5, row.manifest());
        statement.setInt(6, row.payload().serializer());
        statement.setString(7, row.payload().manifest());
        statement.setBytes(8, row.payload().bytes());
    }

    private void insertTags() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAG)) {
            for (EventRow row : tagged) {
                for (String tag : row.tags()) {
                    statement.setString(1, tag);
                    statement.setString(2, row.persistenceId());
                    statement.setLong(3, row.sequenceNumber());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
