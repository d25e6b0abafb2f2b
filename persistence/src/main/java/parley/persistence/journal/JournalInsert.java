package parley.persistence.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.persistence.database.Columns;
import parley.persistence.database.Dialect;

/** Inserts rows of the journal in their order; the primary key refuses a second writer of the same sequence number. */
final class JournalInsert {
    private static final String INTO = """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
        "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload",
        "meta_ser_id", "meta_ser_manifest", "meta_payload")
        """;
    private static final String ROW_BY_ROW = INTO + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String BY_COLUMNS = INTO + """
        SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[],
        ?::bytea[], ?::int[], ?::text[], ?::bytea[])\
        """;
    private static final String TAG = """
        INSERT INTO "event_tag" ("event_id", "tag")
        SELECT "ordering", ? FROM "event_journal" WHERE "persistence_id" = ? AND "sequence_number" = ?\
        """;

    private JournalInsert() {}

    static void insert(Connection connection, Dialect dialect, List<EventRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        if (Columns.pay(dialect, rows.size())) byColumns(connection, rows);
        else rowByRow(connection, rows);
        List<EventRow> tagged =
                rows.stream().filter(row -> !row.tags().isEmpty()).toList();
        if (!tagged.isEmpty()) tag(connection, tagged);
    }

    private static void rowByRow(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ROW_BY_ROW)) {
            for (EventRow row : rows) {
                insert.setString(1, row.persistenceId());
                insert.setLong(2, row.sequenceNumber());
                insert.setString(3, row.writer());
                insert.setLong(4, row.timestamp());
                insert.setString(5, row.manifest());
                insert.setInt(6, row.payload().serializer());
                insert.setString(7, row.payload().manifest());
                insert.setBytes(8, row.payload().bytes());
                bindMetadata(insert, row.metadata());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bindMetadata(PreparedStatement insert, @Nullable Written metadata) throws SQLException {
        insert.setObject(9, metadata == null ? null : metadata.serializer(), Types.INTEGER);
        insert.setString(10, metadata == null ? null : metadata.manifest());
        insert.setBytes(11, metadata == null ? null : metadata.bytes());
    }

    private static void byColumns(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BY_COLUMNS)) {
            new Columns<>(connection, insert, rows)
                    .bind("text", EventRow::persistenceId)
                    .bind("int8", EventRow::sequenceNumber)
                    .bind("text", EventRow::writer)
                    .bind("int8", EventRow::timestamp)
                    .bind("text", EventRow::manifest)
                    .bind("int4", row -> row.payload().serializer())
                    .bind("text", row -> row.payload().manifest())
                    .bytes(row -> row.payload().bytes())
                    .bind(
                            "int4",
                            row -> row.metadata() == null
                                    ? null
                                    : row.metadata().serializer())
                    .bind(
                            "text",
                            row -> row.metadata() == null
                                    ? null
                                    : row.metadata().manifest())
                    .bytes(row -> row.metadata() == null ? null : row.metadata().bytes());
            insert.executeUpdate();
        }
    }

    private static void tag(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TAG)) {
            for (EventRow row : rows) {
                for (String tag : row.tags()) {
                    insert.setString(1, tag);
                    insert.setString(2, row.persistenceId());
                    insert.setLong(3, row.sequenceNumber());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
