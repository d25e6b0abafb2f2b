package parley.http.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON, whose arrays may come in any order: it is read once and laid out, sorted, in a file of its own for as
 * long as the move takes. What is broken as JSON is refused here, before anything has been moved.
 */
final class StagedOrigin implements Origin {
    private static final int BATCH = 1_000;
    private static final String INSERT = "INSERT INTO staged VALUES (?, ?, ?, ?, ?)";

    private final Path stage;
    private final Connection connection;
    private final List<String> strangers = new ArrayList<>();
    private @Nullable String scheme;

    private StagedOrigin(Path stage, Connection connection) {
        this.stage = stage;
        this.connection = connection;
    }

    static StagedOrigin of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        } catch (IOException failure) {
            throw new Unmovable("the file " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    static StagedOrigin of(InputStream json) {
        Path stage = stage();
        try {
            StagedOrigin origin = new StagedOrigin(stage, DriverManager.getConnection("jdbc:sqlite:" + stage));
            try {
                origin.fill(json);
                return origin;
            } catch (SQLException | RuntimeException failure) {
                origin.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new Unmovable("there is no room to lay out the file: " + failure.getMessage(), failure);
        }
    }

    private static Path stage() {
        try {
            return Files.createTempFile("parley-import-", ".stage");
        } catch (IOException failure) {
            throw new Unmovable("there is no room to lay out the file: " + failure.getMessage(), failure);
        }
    }

    private void fill(InputStream json) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("CREATE TABLE staged (kind TEXT, sort TEXT, at INTEGER, number INTEGER, body TEXT)");
            unname();
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                Filling filling = new Filling(insert);
                JsonFile.read(json, filling);
                insert.executeBatch();
            }
            statement.execute("CREATE INDEX sorted ON staged (kind, sort, at, number)");
            connection.commit();
        }
    }

    /** Where a file may lose its name while it is open nothing is left of it, whatever ends this process. */
    private void unname() {
        try {
            Files.delete(stage);
        } catch (IOException _) {
            stage.toFile().deleteOnExit();
        }
    }

    /** Takes what the file holds. */
    private final class Filling implements JsonFile.Taker {
        private final PreparedStatement insert;
        private long number;

        Filling(PreparedStatement insert) {
            this.insert = insert;
        }

        @Override
        public void record(Kind kind, String json) {
            try {
                JsonNode tree = Fields.JSON.readTree(json);
                Fields fields = tree.isObject() ? Fields.of(tree) : new Fields();
                insert.setString(1, kind.word());
                insert.setString(2, or("", () -> fields.text(kind.sortedBy()).orElse("")));
                insert.setLong(
                        3,
                        or(
                                0L,
                                () -> fields.time("created_at")
                                        .map(it -> micros(it))
                                        .orElse(0L)));
                insert.setLong(4, or(++number, () -> fields.whole(number, "id")));
                insert.setString(5, json);
                insert.addBatch();
                if (number % BATCH == 0) insert.executeBatch();
            } catch (SQLException failure) {
                throw new Unmovable("there is no room to lay out the file: " + failure.getMessage(), failure);
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static long micros(java.time.Instant at) {
            return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
        }

        private static <T> T or(T otherwise, java.util.function.Supplier<T> read) {
            try {
                return read.get();
            } catch (Misfit _) {
                return otherwise;
            }
        }

        @Override
        public void scheme(String sealedBy) {
            scheme = sealedBy;
        }

        @Override
        public void stranger(String name) {
            strangers.add(name);
        }
    }

    @Override
    public long count(Kind kind) {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM staged WHERE kind = ?")) {
            select.setString(1, kind.word());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw SqlOrigin.broken(failure);
        }
    }

    @Override
    public Rows rows(Kind kind) {
        try {
            PreparedStatement select =
                    connection.prepareStatement("SELECT body FROM staged WHERE kind = ? ORDER BY sort, at, number");
            select.setString(1, kind.word());
            return new Laid(select, select.executeQuery());
        } catch (SQLException failure) {
            throw SqlOrigin.broken(failure);
        }
    }

    private record Laid(PreparedStatement select, ResultSet rows) implements Rows {
        @Override
        public @Nullable Fields next() {
            try {
                if (!rows.next()) return null;
                JsonNode tree = Fields.JSON.readTree(rows.getString(1));
                return tree.isObject() ? Fields.of(tree) : new Fields();
            } catch (SQLException failure) {
                throw SqlOrigin.broken(failure);
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void close() {
            try {
                select.close();
            } catch (SQLException failure) {
                throw SqlOrigin.broken(failure);
            }
        }
    }

    @Override
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    @Override
    public Optional<String> scheme() {
        return Optional.ofNullable(scheme);
    }

    @Override
    public void close() {
        try {
            connection.close();
            Files.deleteIfExists(stage);
        } catch (SQLException | IOException failure) {
            throw new Unmovable("what was laid out cannot be put away: " + failure.getMessage(), failure);
        }
    }
}
