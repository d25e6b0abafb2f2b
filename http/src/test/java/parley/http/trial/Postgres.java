package parley.http.trial;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A real PostgreSQL of the trial's own, which its servers reach wherever they stand. */
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres process;
    private final Ground ground;

    private Postgres(EmbeddedPostgres process, Ground ground) {
        this.process = process;
        this.ground = ground;
    }

    static Postgres on(Ground ground) throws IOException, SQLException {
        EmbeddedPostgres process = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", String.join(",", Ground.LOOPBACK.ours(), ground.ours()))
                .start();
        if (ground instanceof Networks networks) admit(process, networks.range());
        return new Postgres(process, ground);
    }

    /** Lets in whoever comes from these addresses. */
    private static void admit(EmbeddedPostgres process, String range) throws IOException, SQLException {
        try (Connection connection = process.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                file.next();
                String line = "host all all " + range + " trust\n";
                Files.writeString(Path.of(file.getString(1)), line, StandardOpenOption.APPEND);
            }
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** How a server finds it. */
    List<String> settings() {
        return at(ground.ours());
    }

    /** How a command of the trial's own finds it. */
    List<String> nearby() {
        return at(Ground.LOOPBACK.ours());
    }

    private List<String> at(String address) {
        return List.of(
                "parley.database.url=jdbc:postgresql://%s:%d/postgres".formatted(address, process.getPort()),
                "parley.database.user=postgres");
    }

    /** What is stored in it. */
    Books books() throws SQLException {
        return Books.at(process.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
