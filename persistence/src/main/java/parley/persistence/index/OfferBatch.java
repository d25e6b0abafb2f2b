package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.market.Notice;
import parley.engine.market.StallEvent;
import parley.engine.market.StallEvent.Published;
import parley.engine.market.StallEvent.Rated;
import parley.engine.market.StallEvent.Taken;
import parley.engine.market.StallEvent.Withdrawn;
import parley.persistence.database.Dialect;
import parley.persistence.journal.IndexBatch;

/** One transaction's changes to the list of agents on offer. */
final class OfferBatch implements IndexBatch {
    private static final String INSERT = """
        INSERT INTO "offer" ("agent", "publisher", "casting", "category", "tags", "description", "sought_name",
        "sought_category", "sought_tags", "sought", "stars", "ratings", "rating", "imports", "created_at",
        "published_at", "shown", "sequence_number")
        SELECT ?, ?, '', '', '', '', '', '', '', '', 0, 0, 0, 0, ?, 0, FALSE, 0
        WHERE NOT EXISTS (SELECT 1 FROM "offer" WHERE "agent" = ?)\
        """;
    private static final String PUBLISH = """
        UPDATE "offer" SET "casting" = ?, "category" = ?, "tags" = ?, "description" = ?, "sought_name" = ?,
        "sought_category" = ?, "sought_tags" = ?, "sought" = ?, "published_at" = ?, "shown" = TRUE,
        "sequence_number" = ? WHERE "agent" = ? AND "sequence_number" < ?\
        """;
    private static final String WITHDRAW = """
        UPDATE "offer" SET "shown" = FALSE, "sequence_number" = ? WHERE "agent" = ? AND "sequence_number" < ?\
        """;
    private static final String RATE = """
        UPDATE "offer" SET "stars" = "stars" + ?, "ratings" = "ratings" + ?,
        "rating" = CAST("stars" + ? AS DOUBLE PRECISION) / ("ratings" + ?), "sequence_number" = ?
        WHERE "agent" = ? AND "sequence_number" < ?\
        """;
    private static final String TAKE = """
        UPDATE "offer" SET "imports" = "imports" + ?, "sequence_number" = ? WHERE "agent" = ? AND "sequence_number" < ?\
        """;

    private final List<Change> changes = new ArrayList<>();

    private record Change(String agent, long sequenceNumber, StallEvent event) {}

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (event instanceof StallEvent happened) changes.add(new Change(id, sequenceNumber, happened));
    }

    /** Each event stands alone; a statement or two for each will do. */
    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        for (Change it : changes) {
            switch (it.event) {
                case Published published -> publish(connection, it, published);
                case Withdrawn _ -> run(connection, WITHDRAW, it.sequenceNumber, it.agent, it.sequenceNumber);
                case Rated rated -> rate(connection, it, rated);
                case Taken taken ->
                    run(connection, TAKE, taken.again() ? 0 : 1, it.sequenceNumber, it.agent, it.sequenceNumber);
            }
        }
    }

    private static void publish(Connection connection, Change it, Published event) throws SQLException {
        Casting casting = event.casting();
        Notice notice = event.notice();
        run(connection, INSERT, it.agent, event.publisher().value(), Nanos.of(event.createdAt()), it.agent);
        run(
                connection,
                PUBLISH,
                Castings.brief(casting),
                notice.category(),
                Sought.lines(notice.tags()),
                notice.description(),
                Sought.folded(casting.name()),
                Sought.folded(notice.category()),
                Sought.folded(Sought.lines(notice.tags())),
                Sought.folded(String.join("\n", casting.name(), notice.description(), characteristics(casting))),
                Nanos.of(event.at()),
                it.sequenceNumber,
                it.agent,
                it.sequenceNumber);
    }

    private static String characteristics(Casting casting) {
        return switch (casting.persona()) {
            case Persona.Plain _ -> "";
            case Persona.Styled styled -> styled.characteristics();
            case Persona.Carded it ->
                CharacterRow.line(String.join(" ", it.card().data().tags()));
        };
    }

    private static void rate(Connection connection, Change it, Rated event) throws SQLException {
        Integer before = event.before();
        int stars = event.stars() - (before == null ? 0 : before);
        int more = before == null ? 1 : 0;
        run(connection, RATE, stars, more, stars, more, it.sequenceNumber, it.agent, it.sequenceNumber);
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) statement.setObject(at + 1, values[at]);
            statement.executeUpdate();
        }
    }
}
