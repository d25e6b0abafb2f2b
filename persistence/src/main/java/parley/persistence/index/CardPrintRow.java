package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.card.CardPrint;

/** Keeps the fingerprint of an agent's card, where it has one. */
final class CardPrintRow {
    private static final String REMOVE = "DELETE FROM \"card_print\" WHERE \"agent\" = ?";
    private static final String INSERT = """
        INSERT INTO "card_print" ("agent", "owner", "print", "created_at")
        SELECT "id", "owner", ?, "created_at" FROM "agent" WHERE "id" = ? AND NOT "retired"\
        """;

    private CardPrintRow() {}

    /** After the agent's own row was written, from which the owner is taken. */
    static void keep(Connection connection, String agent, Casting casting) throws SQLException {
        remove(connection, agent);
        if (!(casting.persona() instanceof Persona.Carded carded)) return;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, CardPrint.of(carded.card()));
            insert.setString(2, agent);
            insert.executeUpdate();
        }
    }

    static void remove(Connection connection, String agent) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, agent);
            delete.executeUpdate();
        }
    }
}
