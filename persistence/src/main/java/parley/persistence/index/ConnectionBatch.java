package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.SwitchboardEvent;
import parley.engine.connection.SwitchboardEvent.Added;
import parley.engine.connection.SwitchboardEvent.Changed;
import parley.engine.connection.SwitchboardEvent.KeyChanged;
import parley.engine.connection.SwitchboardEvent.Removed;
import parley.engine.connection.SwitchboardEvent.Resealed;
import parley.engine.connection.Wiring;
import parley.engine.safe.Sealed;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of connections. */
final class ConnectionBatch implements IndexBatch {
    private static final String INSERT = """
        INSERT INTO "connection" ("owner", "id", "name", "description", "provider", "model", "base", "active",
        "preferred", "sealed_with", "created_at", "updated_at", "sequence_number",
        "max_concurrent", "requests_per_minute")
        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER)
        WHERE NOT EXISTS (SELECT 1 FROM "connection" WHERE "owner" = ? AND "id" = ?)\
        """;
    private static final String CHANGE = """
        UPDATE "connection" SET "name" = ?, "description" = ?, "provider" = ?, "model" = ?, "base" = ?, "active" = ?,
        "preferred" = ?, "max_concurrent" = ?, "requests_per_minute" = ?, "updated_at" = ?, "sequence_number" = ?
        WHERE "owner" = ? AND "id" = ? AND "sequence_number" < ?\
        """;
    private static final String NEW_KEY = """
        UPDATE "connection" SET "sealed_with" = ?, "updated_at" = ?, "sequence_number" = ?
        WHERE "owner" = ? AND "id" = ? AND "sequence_number" < ?\
        """;
    private static final String RESEAL = """
        UPDATE "connection" SET "sealed_with" = ?, "sequence_number" = ?
        WHERE "owner" = ? AND "id" = ? AND "sequence_number" < ?\
        """;
    private static final String YIELD = """
        UPDATE "connection" SET "preferred" = FALSE
        WHERE "owner" = ? AND "id" <> ? AND "provider" = ? AND "sequence_number" < ?\
        """;
    private static final String REMOVE = "DELETE FROM \"connection\" WHERE \"owner\" = ? AND \"id\" = ?";

    private final List<Change> changes = new ArrayList<>();

    private record Change(String owner, long sequenceNumber, SwitchboardEvent event) {
        String id() {
            return event.connection().value();
        }

        long at() {
            return Nanos.of(event.at());
        }
    }

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (event instanceof SwitchboardEvent happened) changes.add(new Change(id, sequenceNumber, happened));
    }

    /** Connections change rarely: a statement or two for each event will do. */
    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        for (Change it : changes) {
            switch (it.event) {
                case Added added -> add(connection, it, added);
                case Changed changed -> change(connection, it, changed);
                case KeyChanged changed ->
                    run(
                            connection,
                            NEW_KEY,
                            changed.key().key(),
                            it.at(),
                            it.sequenceNumber,
                            it.owner,
                            it.id(),
                            it.sequenceNumber);
                case Resealed resealed ->
                    run(
                            connection,
                            RESEAL,
                            resealed.key().key(),
                            it.sequenceNumber,
                            it.owner,
                            it.id(),
                            it.sequenceNumber);
                case Removed _ -> run(connection, REMOVE, it.owner, it.id());
            }
        }
    }

    private static void add(Connection connection, Change it, Added event) throws SQLException {
        Wiring wiring = event.wiring();
        Sealed key = event.key();
        run(
                connection,
                INSERT,
                it.owner,
                it.id(),
                wiring.name(),
                wiring.description(),
                wiring.provider(),
                wiring.model(),
                base(wiring),
                wiring.active(),
                event.preferred(),
                key == null ? null : key.key(),
                it.at(),
                it.at(),
                it.sequenceNumber,
                wiring.maxConcurrent(),
                wiring.requestsPerMinute(),
                it.owner,
                it.id());
        if (event.preferred()) giveWay(connection, it, wiring);
    }

    private static void change(Connection connection, Change it, Changed event) throws SQLException {
        Wiring wiring = event.wiring();
        run(
                connection,
                CHANGE,
                wiring.name(),
                wiring.description(),
                wiring.provider(),
                wiring.model(),
                base(wiring),
                wiring.active(),
                event.preferred(),
                wiring.maxConcurrent(),
                wiring.requestsPerMinute(),
                it.at(),
                it.sequenceNumber,
                it.owner,
                it.id(),
                it.sequenceNumber);
        if (event.preferred()) giveWay(connection, it, wiring);
    }

    /** The others of that provider are not preferred any more. */
    private static void giveWay(Connection connection, Change it, Wiring wiring) throws SQLException {
        run(connection, YIELD, it.owner, it.id(), wiring.provider(), it.sequenceNumber);
    }

    private static @Nullable String base(Wiring wiring) {
        return wiring.base() == null ? null : wiring.base().toString();
    }

    private static void run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) statement.setObject(at + 1, values[at]);
            statement.executeUpdate();
        }
    }
}
