package parley.persistence.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.persistence.database.Database;

/**
 * Proves the ledger by the journal alone, and snapshots and statements by it, as it was at one moment: nobody need be kept from writing meanwhile. Rows are
 * streamed; what is kept in memory is one account or one conversation at a time.
 */
public final class LedgerProof {
    private static final String ACCOUNT = "Account|";
    private static final String CONVERSATION = "Conversation|";
    private static final int PAGE = 1_000;
    private static final String ACCOUNTS = """
        SELECT j."persistence_id", j."sequence_number", j."event_ser_manifest", j."event_payload",
        s."snapshot_ser_manifest", s."snapshot_payload",
        t."credits", t."held", t."after", t."revenue", t."provider", t."waste", t."promotion", t."sales"
        FROM "event_journal" j LEFT JOIN "snapshot" s
        ON s."persistence_id" = j."persistence_id" AND s."sequence_number" = j."sequence_number"
        LEFT JOIN "account_transaction" t
        ON t."account" = SUBSTRING(j."persistence_id" FROM 9) AND t."sequence_number" = j."sequence_number"
        WHERE j."persistence_id" LIKE ? ORDER BY j."persistence_id", j."sequence_number"\
        """;
    private static final String CONVERSATIONS = """
        SELECT "persistence_id", "sequence_number", "event_ser_manifest", "event_payload" FROM "event_journal" WHERE "persistence_id" LIKE ? ORDER BY "persistence_id", "sequence_number"\
        """;
    private static final String STRAY_SNAPSHOTS = """
        SELECT "persistence_id", "sequence_number" FROM "snapshot" s WHERE "persistence_id" LIKE ? AND NOT EXISTS (
        SELECT 1 FROM "event_journal" j
        WHERE j."persistence_id" = s."persistence_id" AND j."sequence_number" = s."sequence_number")
        ORDER BY "persistence_id", "sequence_number"\
        """;
    private static final String INVENTED_LINES = """
        SELECT "account", "sequence_number" FROM "account_transaction" t WHERE NOT EXISTS (
        SELECT 1 FROM "event_journal" j WHERE j."persistence_id" = CONCAT('Account|', t."account")
        AND (j."sequence_number" = t."sequence_number"
        OR t."sequence_number" < 0 AND j."sequence_number" = 1 AND j."event_ser_manifest" = 'account.recalled'))
        ORDER BY "account", "sequence_number"\
        """;
    private static final String ANY_LINE = "SELECT \"account\" FROM \"account_transaction\" LIMIT 1";
    private static final List<String> BOOKS = List.of("revenue", "provider", "waste", "promotion", "sales");

    private LedgerProof() {}

    /** Reads everything once and tells what it finds as it finds it. */
    public static Proven of(Database database, Findings findings) throws SQLException {
        return database.read(connection -> {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Shelf shelf = Shelf.open()) {
                Proof proof = new Proof(shelf, findings, anyLine(connection) ? new ToldLines(connection) : null);
                rows(connection, ACCOUNTS, ACCOUNT, row -> proof.account(account(row)));
                rows(connection, STRAY_SNAPSHOTS, ACCOUNT, row -> proof.stray(id(row, ACCOUNT), row.getLong(2)));
                rows(connection, INVENTED_LINES, "", row -> proof.invented(row.getString(1), row.getLong(2)));
                rows(connection, CONVERSATIONS, CONVERSATION, row -> proof.room(conversation(row)));
                return proof.done();
            } finally {
                connection.rollback();
            }
        });
    }

    /** Takes one row. */
    @FunctionalInterface
    private interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    private static void rows(Connection connection, String sql, String kind, Taker taker) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (!kind.isEmpty()) select.setString(1, kind + "%");
            select.setFetchSize(PAGE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) taker.take(rows);
            }
        }
    }

    private static String id(ResultSet row, String kind) throws SQLException {
        return row.getString(1).substring(kind.length());
    }

    /** Lists that nobody has filled yet, as after an upgrade, are no differences: a rebuild fills them. */
    private static boolean anyLine(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ANY_LINE);
                ResultSet rows = select.executeQuery()) {
            return rows.next();
        }
    }

    private static StoredRow conversation(ResultSet row) throws SQLException {
        return new StoredRow(
                id(row, CONVERSATION), row.getLong(2), row.getString(3), Fact.tree(row.getBytes(4)), null, null, null);
    }

    private static StoredRow account(ResultSet row) throws SQLException {
        byte[] state = row.getBytes(6);
        return new StoredRow(
                id(row, ACCOUNT),
                row.getLong(2),
                row.getString(3),
                Fact.tree(row.getBytes(4)),
                line(row),
                row.getString(5),
                state == null ? null : Fact.tree(state));
    }

    private static @Nullable Line line(ResultSet row) throws SQLException {
        long credits = row.getLong("credits");
        if (row.wasNull()) return null;
        Map<String, Long> books = new HashMap<>();
        for (String book : BOOKS) books.put(book.toUpperCase(Locale.ROOT), row.getLong(book));
        return new Line(credits, row.getLong("held"), row.getObject("after", Long.class), books);
    }
}
