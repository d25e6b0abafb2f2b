package parley.http.migration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The database of either server, whose tables and columns are found by their names in any spelling. */
final class SqlOrigin implements Origin {
    private static final int PAGE = 500;
    private static final Pattern BOOKKEEPING =
            Pattern.compile("_.*|sqlite_.*|yoyo.*|alembic.*", Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final boolean postgres;
    private final Map<Kind, Table> tables = new EnumMap<>(Kind.class);
    private final List<String> strangers = new ArrayList<>();

    /** A table with its schema, and its columns by their plain names. */
    private record Table(String name, Map<String, String> columns) {
        Optional<String> column(String name) {
            return Optional.ofNullable(columns.get(Fields.plain(name)));
        }
    }

    /** Takes a connection, which it closes; nothing is ever written with it. */
    SqlOrigin(Connection connection) {
        this.connection = connection;
        try {
            postgres = connection.getMetaData().getDatabaseProductName().startsWith("Postgre");
            connection.setAutoCommit(false);
            lookAround(connection.getMetaData());
        } catch (SQLException failure) {
            throw broken(failure);
        }
        if (!tables.containsKey(Kind.USERS))
            throw new Unmovable("that database has no table of users: it is not one of ChatsParty", null);
    }

    private void lookAround(DatabaseMetaData data) throws SQLException {
        try (ResultSet found =
                data.getTables(null, postgres ? connection.getSchema() : null, "%", new String[] {"TABLE"})) {
            while (found.next()) {
                String schema = found.getString("TABLE_SCHEM");
                String name = found.getString("TABLE_NAME");
                if (BOOKKEEPING.matcher(name).matches()) continue;
                Optional<Kind> kind = Kind.named(name);
                if (kind.isEmpty()) strangers.add(name);
                else tables.putIfAbsent(kind.get(), new Table(quoted(schema, name), columns(data, schema, name)));
            }
        }
    }

    private static Map<String, String> columns(DatabaseMetaData data, @Nullable String schema, String table)
            throws SQLException {
        Map<String, String> columns = new java.util.HashMap<>();
        try (ResultSet found = data.getColumns(null, schema, table.replace("_", "\\_"), "%")) {
            while (found.next()) {
                if (!found.getString("TABLE_NAME").equals(table)) continue;
                String name = found.getString("COLUMN_NAME");
                columns.putIfAbsent(Fields.plain(name), name);
            }
        }
        return columns;
    }

    private static String quoted(@Nullable String schema, String name) {
        return schema == null || schema.isEmpty() ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public long count(Kind kind) {
        Table table = tables.get(kind);
        if (table == null) return 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table.name)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException failure) {
            throw broken(failure);
        }
    }

    @Override
    public Rows rows(Kind kind) {
        Table table = tables.get(kind);
        if (table == null) return NONE;
        try {
            return new Found(connection, "SELECT * FROM " + table.name + order(kind, table));
        } catch (SQLException failure) {
            throw broken(failure);
        }
    }

    /** As Java compares texts, wherever the database stands. */
    private String order(Kind kind, Table table) {
        List<String> by = new ArrayList<>();
        table.column(kind.sortedBy())
                .ifPresent(it -> by.add(postgres ? "CAST(" + quoted(it) + " AS text) COLLATE \"C\"" : quoted(it)));
        table.column("created_at").ifPresent(it -> by.add(quoted(it)));
        table.column("id").ifPresent(it -> by.add(quoted(it)));
        return by.isEmpty() ? "" : " ORDER BY " + String.join(", ", by);
    }

    @Override
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    @Override
    public Optional<String> scheme() {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException failure) {
            throw broken(failure);
        }
    }

    static Unmovable broken(SQLException failure) {
        return new Unmovable("the database to move from cannot be read: " + failure.getMessage(), failure);
    }

    /** Rows of one statement. */
    private static final class Found implements Rows {
        private final Statement statement;
        private final ResultSet rows;
        private final List<String> names = new ArrayList<>();
        private final Set<Integer> arrays = new HashSet<>();

        Found(Connection connection, String sql) throws SQLException {
            statement = connection.createStatement();
            statement.setFetchSize(PAGE);
            rows = statement.executeQuery(sql);
            ResultSetMetaData data = rows.getMetaData();
            for (int at = 1; at <= data.getColumnCount(); at++) {
                names.add(data.getColumnName(at).toLowerCase(Locale.ROOT));
                if (data.getColumnType(at) == Types.ARRAY) arrays.add(at);
            }
        }

        @Override
        public @Nullable Fields next() {
            try {
                if (!rows.next()) return null;
                Fields fields = new Fields();
                for (int at = 1; at <= names.size(); at++)
                    fields.put(names.get(at - 1), arrays.contains(at) ? list(rows.getArray(at)) : rows.getString(at));
                return fields;
            } catch (SQLException failure) {
                throw broken(failure);
            }
        }

        private static @Nullable ArrayNode list(@Nullable Array array) throws SQLException {
            if (array == null) return null;
            ArrayNode list = Fields.JSON.createArrayNode();
            for (Object it : (Object[]) array.getArray()) list.add(String.valueOf(it));
            return list;
        }

        @Override
        public void close() {
            try {
                statement.close();
            } catch (SQLException failure) {
                throw broken(failure);
            }
        }
    }

    private static final Rows NONE = new Rows() {
        @Override
        public @Nullable Fields next() {
            return null;
        }

        @Override
        public void close() {}
    };
}
