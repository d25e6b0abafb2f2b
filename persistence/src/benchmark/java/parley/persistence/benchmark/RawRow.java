package parley.persistence.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A row of the journal, to be written again by nothing but JDBC. */
final class RawRow {
    private static final String SELECT = """
        SELECT "persistence_id", "sequence_number", "writer", "write_timestamp", "adapter_manifest", "event_ser_id",
        "event_ser_manifest", "event_payload" FROM "event_journal" WHERE "ordering" > ? ORDER BY "ordering"\
        """;
    private static final String INSERT = """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer", "write_timestamp",
        "adapter_manifest", "event_ser_id", "event_ser_manifest", "event_payload") VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final int COLUMNS = 7;

    private final List<Object> values;
    private final byte[] payload;

    private RawRow(List<Object> values, byte[] payload) {
        this.values = values;
        this.payload = payload;
    }

    static List<RawRow> after(Connection connection, long ordering) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, ordering);
            List<RawRow> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    List<Object> values = new ArrayList<>();
                    for (int column = 1; column <= COLUMNS; column++) values.add(rows.getObject(column));
                    all.add(new RawRow(values, rows.getBytes(COLUMNS + 1)));
                }
            }
            return all;
        }
    }

    /** Writes rows, so many in each transaction, one transaction after the other. */
    static void write(String url, List<RawRow> rows, int together) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            int waiting = 0;
            for (RawRow row : rows) {
                for (int column = 1; column <= COLUMNS; column++) insert.setObject(column, row.values.get(column - 1));
                insert.setBytes(COLUMNS + 1, row.payload);
                insert.addBatch();
                if (++waiting < together) continue;
                insert.executeBatch();
                connection.commit();
                waiting = 0;
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
