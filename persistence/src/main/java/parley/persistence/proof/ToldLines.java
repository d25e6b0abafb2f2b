package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of statements that show what another server told, which stand below zero. */
record ToldLines(Connection connection) {
    private static final long FIRST = -1_000_000_000_000L;
    private static final int A_PIECE = 1_000;
    private static final String LINES = """
        SELECT "sequence_number", "type", "credits", "after" FROM "account_transaction"
        WHERE "account" = ? AND "sequence_number" BETWEEN ? AND ? ORDER BY "sequence_number"\
        """;
    private static final String COUNT = """
        SELECT COUNT(*) FROM "account_transaction" WHERE "account" = ? AND "sequence_number" < 0\
        """;

    /** What a line shows. */
    private record Shown(long place, String type, long credits, long after) {}

    /** Whether the lines of a piece are what its event says. */
    boolean show(Fact piece) throws SQLException {
        long first = FIRST + piece.number("piece") * A_PIECE;
        List<Shown> due = new ArrayList<>();
        for (JsonNode it : piece.data().path("told"))
            due.add(new Shown(
                    first + due.size(),
                    Fact.text(it, "type").toLowerCase(Locale.ROOT),
                    Fact.number(it, "credits"),
                    Fact.number(it, "after")));
        return lines(piece.id(), first).equals(due);
    }

    private List<Shown> lines(String account, long first) throws SQLException {
        List<Shown> shown = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LINES)) {
            select.setString(1, account);
            select.setLong(2, first);
            select.setLong(3, first + A_PIECE - 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next())
                    shown.add(new Shown(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)));
            }
        }
        return shown;
    }

    /** How many of an account there are. */
    long count(String account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
