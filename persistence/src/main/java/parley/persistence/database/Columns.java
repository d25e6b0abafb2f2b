package parley.persistence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as one array for each column, for PostgreSQL's {@code unnest}: one statement, planned once, whatever the number
 * of rows. Measured, it inserts a fifth faster than a rewritten batch and updates three times as fast as a batch.
 */
public final class Columns<R> {
    private static final int FEW = 5;

    private final PreparedStatement statement;
    private final Connection connection;
    private final List<R> rows;
    private int column;

    public Columns(Connection connection, PreparedStatement statement, List<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Whether so many rows go faster this way; a row or two are cheaper in plain statements. */
    public static boolean pay(Dialect dialect, int rows) {
        return dialect == Dialect.POSTGRESQL && rows >= FEW;
    }

    /** Binds the next parameter to an array of a PostgreSQL type. */
    public Columns<R> bind(String type, Function<R, ? extends @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) values[i] = value.apply(rows.get(i));
        statement.setArray(++column, connection.createArrayOf(type, values));
        return this;
    }

    /** Binds an array of byte strings. */
    public Columns<R> bytes(Function<R, byte @Nullable []> value) throws SQLException {
        byte[] @Nullable [] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) values[i] = value.apply(rows.get(i));
        statement.setArray(++column, connection.createArrayOf("bytea", values));
        return this;
    }
}
