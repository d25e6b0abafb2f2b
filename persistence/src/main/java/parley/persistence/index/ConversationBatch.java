package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationEvent.Forked;
import parley.engine.conversation.ConversationEvent.Opened;
import parley.engine.kernel.UserId;
import parley.persistence.database.Columns;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of conversations: one statement for each conversation, however many its events. */
final class ConversationBatch implements IndexBatch {
    private static final String INSERT = """
        INSERT INTO "conversation" ("id", "owner", "title", "running", "uncharged", "turns", "created_at",
        "updated_at", "deleted", "sequence_number")
        SELECT ?, ?, ?, FALSE, 0, 0, ?, ?, FALSE, ?
        WHERE NOT EXISTS (SELECT 1 FROM "conversation" WHERE "id" = ?)\
        """;
    private static final String UPDATE = """
        UPDATE "conversation" SET "running" = COALESCE(?, "running"), "uncharged" = "uncharged" + ?,
        "turns" = "turns" + ?, "deleted" = ("deleted" OR ?), "updated_at" = ?, "sequence_number" = ?
        WHERE "id" = ? AND "sequence_number" < ?\
        """;

    private static final String UPDATE_BY_COLUMNS = """
        UPDATE conversation SET running = COALESCE(new.running, conversation.running),
        uncharged = conversation.uncharged + new.uncharged, turns = conversation.turns + new.turns,
        deleted = (conversation.deleted OR new.deleted), updated_at = new.at, sequence_number = new.last
        FROM unnest(?::text[], ?::bool[], ?::int[], ?::int[], ?::bool[], ?::bigint[], ?::bigint[], ?::bigint[])
        AS new (id, running, uncharged, turns, deleted, at, last, first)
        WHERE conversation.id = new.id AND conversation.sequence_number < new.first\
        """;

    private final Map<String, Beginning> opened = new LinkedHashMap<>();
    private final Map<String, ConversationChange> changes = new HashMap<>();

    private record Beginning(long sequenceNumber, UserId owner, String title, Instant at) {}

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (!(event instanceof ConversationEvent happened)) return;
        switch (happened) {
            case Opened it -> opened.put(id, new Beginning(sequenceNumber, it.owner(), it.title(), it.at()));
            case Forked it -> opened.put(id, new Beginning(sequenceNumber, it.owner(), it.title(), it.at()));
            default -> {
                ConversationChange change = ConversationChange.of(sequenceNumber, happened);
                if (change != null) changes.merge(id, change, ConversationChange::then);
            }
        }
    }

    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        if (!opened.isEmpty()) insert(connection);
        if (changes.isEmpty()) return;
        if (Columns.pay(dialect, changes.size())) updateByColumns(connection);
        else updateRowByRow(connection);
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<String, Beginning> entry : opened.entrySet()) {
                Beginning beginning = entry.getValue();
                long at = Nanos.of(beginning.at());
                insert.setString(1, entry.getKey());
                insert.setString(2, beginning.owner().value());
                insert.setString(3, beginning.title());
                insert.setLong(4, at);
                insert.setLong(5, at);
                insert.setLong(6, beginning.sequenceNumber());
                insert.setString(7, entry.getKey());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void updateRowByRow(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Map.Entry<String, ConversationChange> entry : changes.entrySet()) {
                ConversationChange change = entry.getValue();
                update.setObject(1, change.running(), Types.BOOLEAN);
                update.setInt(2, change.uncharged());
                update.setInt(3, change.turns());
                update.setBoolean(4, change.deleted());
                update.setLong(5, Nanos.of(change.at()));
                update.setLong(6, change.last());
                update.setString(7, entry.getKey());
                update.setLong(8, change.first());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void updateByColumns(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_BY_COLUMNS)) {
            new Columns<>(connection, update, List.copyOf(changes.entrySet()))
                    .bind("text", Map.Entry::getKey)
                    .bind("bool", row -> row.getValue().running())
                    .bind("int4", row -> row.getValue().uncharged())
                    .bind("int4", row -> row.getValue().turns())
                    .bind("bool", row -> row.getValue().deleted())
                    .bind("int8", row -> Nanos.of(row.getValue().at()))
                    .bind("int8", row -> row.getValue().last())
                    .bind("int8", row -> row.getValue().first());
            update.executeUpdate();
        }
    }
}
