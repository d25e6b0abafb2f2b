package parley.persistence.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import parley.persistence.database.Database;

/**
 * Proves the ledger by the journal alone, as it was at one moment: nobody need be kept from writing meanwhile. Rows are
 * streamed; what is kept in memory is one account or one conversation at a time.
 */
public final class LedgerProof {
    private static final String ACCOUNT = "Account|";
    private static final String CONVERSATION = "Conversation|";
    private static final int PAGE = 1_000;
    private static final String ACCOUNTS = """
        SELECT j."persistence_id", j."sequence_number", j."event_ser_manifest", j."event_payload",
        s."snapshot_ser_manifest", s."snapshot_payload"
        FROM "event_journal" j LEFT JOIN "snapshot" s
        ON s."persistence_id" = j."persistence_id" AND s."sequence_number" = j."sequence_number"
        WHERE j."persistence_id" LIKE ? ORDER BY j."persistence_id", j."sequence_number"\
        """;
    private static final String CONVERSATIONS = """
        SELECT "persistence_id", "sequence_number", "event_ser_manifest", "event_payload",
        CAST(NULL AS VARCHAR), NULL
        FROM "event_journal" WHERE "persistence_id" LIKE ? ORDER BY "persistence_id", "sequence_number"\
        """;
    private static final String STRAY_SNAPSHOTS = """
        SELECT "persistence_id", "sequence_number" FROM "snapshot" s WHERE "persistence_id" LIKE ? AND NOT EXISTS (
        SELECT 1 FROM "event_journal" j
        WHERE j."persistence_id" = s."persistence_id" AND j."sequence_number" = s."sequence_number")
        ORDER BY "persistence_id", "sequence_number"\
        """;

    private LedgerProof() {}

    /** Reads everything once and tells what it finds as it finds it. */
    public static Proven of(Database database, Findings findings) throws SQLException {
        return database.read(connection -> {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Shelf shelf = Shelf.open()) {
                Proof proof = new Proof(shelf, findings, Standings.NONE);
                rows(connection, ACCOUNTS, ACCOUNT, row -> proof.account(stored(row, ACCOUNT)));
                rows(connection, STRAY_SNAPSHOTS, ACCOUNT, row -> proof.stray(id(row, ACCOUNT), row.getLong(2)));
                rows(connection, CONVERSATIONS, CONVERSATION, row -> proof.room(stored(row, CONVERSATION)));
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
            select.setString(1, kind + "%");
            select.setFetchSize(PAGE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) taker.take(rows);
            }
        }
    }

    private static String id(ResultSet row, String kind) throws SQLException {
        return row.getString(1).substring(kind.length());
    }

    private static StoredRow stored(ResultSet row, String kind) throws SQLException {
        byte[] state = row.getBytes(6);
        return new StoredRow(
                id(row, kind),
                row.getLong(2),
                row.getString(3),
                Fact.tree(row.getBytes(4)),
                row.getString(5),
                state == null ? null : Fact.tree(state));
    }
}
