package parley.http.migration;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an earlier server down as it kept itself, or as a file of JSON. */
public final class OldFiles {
    private static final Set<Kind> KEPT = EnumSet.of(
            Kind.USERS,
            Kind.CONNECTIONS,
            Kind.VOICE_CONNECTIONS,
            Kind.AGENTS,
            Kind.CONVERSATIONS,
            Kind.MESSAGES,
            Kind.CREDIT_TRANSACTIONS,
            Kind.MODEL_CREDIT_COSTS,
            Kind.PODCAST_JOBS);

    private static final Set<String> TREES =
            Set.of("ai_config", "chat_style", "participants", "messages", "transaction_metadata");
    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 5_000;

    private OldFiles() {}

    /** The SQLite file of a Python server, whose agents kept their model in a column of this name. */
    public static Path sqlite(Path file, OldServer server, String modelColumn) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute("CREATE TABLE _yoyo_log (id TEXT)");
                statement.execute("CREATE TABLE surprises (id TEXT)");
            }
            connection.setAutoCommit(false);
            for (Kind kind : KEPT) {
                try (Rows rows = new Rows(connection, kind, modelColumn)) {
                    server.rows(kind, rows::add);
                }
            }
            connection.commit();
        }
        return file;
    }

    /** Writes rows into a table that is made for the first of them. */
    private static final class Rows implements AutoCloseable {
        private final Connection connection;
        private final Kind kind;
        private final String modelColumn;
        private @Nullable PreparedStatement insert;
        private int waiting;

        Rows(Connection connection, Kind kind, String modelColumn) {
            this.connection = connection;
            this.kind = kind;
            this.modelColumn = modelColumn;
        }

        void add(Map<String, @Nullable Object> row) {
            try {
                PreparedStatement into = insert == null ? begun(row) : insert;
                int at = 1;
                for (Object value : row.values())
                    into.setObject(at++, value instanceof Instant it ? SQL_TIME.format(it) : value);
                if (row.size() < into.getParameterMetaData().getParameterCount())
                    for (; at <= into.getParameterMetaData().getParameterCount(); at++) into.setObject(at, null);
                into.addBatch();
                if (++waiting % BATCH == 0) into.executeBatch();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private PreparedStatement begun(Map<String, @Nullable Object> row) throws SQLException {
            List<String> columns = new ArrayList<>();
            for (String name : row.keySet()) columns.add(name.equals("ai_config") ? modelColumn : name);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE " + kind.word() + " (" + String.join(", ", columns) + ")");
            }
            String marks = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
            PreparedStatement into = connection.prepareStatement(
                    "INSERT INTO " + kind.word() + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")");
            insert = into;
            return into;
        }

        @Override
        public void close() throws SQLException {
            if (insert == null) return;
            insert.executeBatch();
            insert.close();
        }
    }

    /** A file of JSON, in the spelling of the server's era. */
    public static Path json(Path file, OldServer server, boolean camelCase) {
        try (JsonGenerator out = JSON.getFactory().createGenerator(Files.newBufferedWriter(file))) {
            out.writeStartObject();
            out.writeStringField("format", "chatsparty-export");
            out.writeNumberField("version", 1);
            out.writeStringField("exported_at", "2025-07-30T00:00:00Z");
            out.writeObjectFieldStart("encryption");
            out.writeStringField("scheme", camelCase ? "aes-256-cbc-hex" : "fernet-b64");
            out.writeEndObject();
            List<Kind> order = new ArrayList<>(KEPT);
            for (Kind kind : camelCase ? order.reversed() : order) {
                out.writeArrayFieldStart(camelCase ? toCamel(kind.word()) : kind.word());
                server.rows(kind, row -> write(out, row, camelCase));
                out.writeEndArray();
            }
            out.writeArrayFieldStart("surprises");
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    private static String toCamel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_", -1))
            camel.append(camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        return camel.toString();
    }

    private static void write(JsonGenerator out, Map<String, @Nullable Object> row, boolean camelCase) {
        try {
            out.writeStartObject();
            for (Map.Entry<String, @Nullable Object> it : row.entrySet()) {
                out.writeFieldName(camelCase ? toCamel(it.getKey()) : it.getKey());
                Object value = it.getValue();
                if (value instanceof Instant at) out.writeString(at.toString());
                else if (value != null && TREES.contains(it.getKey())) out.writeRawValue(value.toString());
                else out.writePOJO(value);
            }
            out.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The tables of a Node server in an empty PostgreSQL database. */
    public static void postgres(Connection connection, OldServer server) throws SQLException {
        for (Kind kind : KEPT) {
            if (kind == Kind.PODCAST_JOBS) continue;
            String name = toCamel(kind.word());
            String table = "\"" + name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1).replaceAll("s$", "") + "\"";
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            server.rows(kind, rows::add);
            if (rows.isEmpty()) continue;
            Map<String, @Nullable Object> first = rows.getFirst();
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE " + table + " ("
                        + first.keySet().stream()
                                .map(it -> '"' + toCamel(it) + "\" " + type(it, first.get(it)))
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            insert(connection, table, rows);
        }
    }

    private static String type(String column, @Nullable Object value) {
        if (TREES.contains(column)) return "jsonb";
        if (column.endsWith("_at")) return "timestamp(3)";
        if (value instanceof List) return "text[]";
        if (value instanceof Boolean) return "boolean";
        return value instanceof Number ? "integer" : "text";
    }

    private static void insert(Connection connection, String table, List<Map<String, @Nullable Object>> rows)
            throws SQLException {
        for (Map<String, @Nullable Object> row : rows) {
            String columns =
                    row.keySet().stream().map(it -> '"' + toCamel(it) + '"').collect(Collectors.joining(", "));
            String marks = row.keySet().stream()
                    .map(it -> TREES.contains(it) ? "?::jsonb" : it.endsWith("_at") ? "?::timestamp" : "?")
                    .collect(Collectors.joining(", "));
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")")) {
                int at = 1;
                for (Object value : row.values())
                    insert.setObject(
                            at++,
                            switch (value) {
                                case null -> null;
                                case Instant it -> SQL_TIME.format(it);
                                case List<?> it -> connection.createArrayOf("text", it.toArray());
                                default -> value;
                            });
                insert.executeUpdate();
            }
        }
    }
}
