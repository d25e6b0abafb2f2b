package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.agent.Agent;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of agents. */
final class AgentBatch implements IndexBatch {
    private static final String INSERT = """
        INSERT INTO "agent" ("id", "owner", "casting", "created_at", "updated_at", "retired", "sequence_number",
        "kind", "sheet", "sought_name", "sought_tags", "sought")
        SELECT ?, ?, ?, ?, ?, FALSE, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM "agent" WHERE "id" = ?)\
        """;
    private static final String RECAST = """
        UPDATE "agent" SET "casting" = ?, "updated_at" = ?, "sequence_number" = ?, "kind" = ?, "sheet" = ?,
        "sought_name" = ?, "sought_tags" = ?, "sought" = ?
        WHERE "id" = ? AND "sequence_number" < ?\
        """;
    private static final String RETIRE = """
        UPDATE "agent" SET "retired" = TRUE, "updated_at" = ?, "sequence_number" = ?
        WHERE "id" = ? AND "sequence_number" < ?\
        """;

    private final List<Change> changes = new ArrayList<>();

    private record Change(String id, long sequenceNumber, Agent.Event event) {}

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (event instanceof Agent.Event happened) changes.add(new Change(id, sequenceNumber, happened));
    }

    /** Agents change rarely: one statement for each event will do. */
    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        for (Change change : changes) {
            switch (change.event()) {
                case Agent.Created created -> {
                    create(connection, change, created);
                    CardPrintRow.keep(connection, change.id(), created.casting());
                }
                case Agent.Recast recast -> {
                    recast(connection, change, recast);
                    CardPrintRow.keep(connection, change.id(), recast.casting());
                }
                case Agent.Retired retired -> {
                    retire(connection, change, retired);
                    CardPrintRow.remove(connection, change.id());
                }
            }
        }
    }

    private static void create(Connection connection, Change change, Agent.Created event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, change.id());
            insert.setString(2, event.owner().value());
            insert.setString(3, Castings.brief(event.casting()));
            insert.setLong(4, Nanos.of(event.at()));
            insert.setLong(5, Nanos.of(event.at()));
            insert.setLong(6, change.sequenceNumber());
            CharacterRow.bind(insert, 7, event.casting());
            insert.setString(12, change.id());
            insert.executeUpdate();
        }
    }

    private static void recast(Connection connection, Change change, Agent.Recast event) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RECAST)) {
            update.setString(1, Castings.brief(event.casting()));
            update.setLong(2, Nanos.of(event.at()));
            update.setLong(3, change.sequenceNumber());
            CharacterRow.bind(update, 4, event.casting());
            update.setString(9, change.id());
            update.setLong(10, change.sequenceNumber());
            update.executeUpdate();
        }
    }

    private static void retire(Connection connection, Change change, Agent.Retired event) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RETIRE)) {
            update.setLong(1, Nanos.of(event.at()));
            update.setLong(2, change.sequenceNumber());
            update.setString(3, change.id());
            update.setLong(4, change.sequenceNumber());
            update.executeUpdate();
        }
    }
}
