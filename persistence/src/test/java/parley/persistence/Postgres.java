package parley.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one's own that can be stopped and started, at the same place with the same data. */
public final class Postgres implements AutoCloseable {
    private final Path folder;
    private @Nullable EmbeddedPostgres running;
    private final int port;

    public Postgres(Path folder) {
        this.folder = folder;
        EmbeddedPostgres first = started(0);
        running = first;
        port = first.getPort();
    }

    private EmbeddedPostgres started(int at) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off");
            return (at == 0 ? builder : builder.setPort(at)).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return url(port);
    }

    /** The address behind another port, that of somebody who stands before it. */
    public String url(int before) {
        return "jdbc:postgresql://127.0.0.1:" + before + "/postgres?user=postgres&prepareThreshold=0";
    }

    public void stop() {
        EmbeddedPostgres it = running;
        running = null;
        if (it == null) return;
        try {
            it.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void start() {
        running = started(port);
    }

    /** Does something on a connection of its own. */
    public void execute(String sql) throws SQLException {
        EmbeddedPostgres it = running;
        if (it == null) throw new IllegalStateException("it is stopped");
        try (Connection connection = it.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Cuts all connections but this one. */
    public void terminateAll() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND backend_type = 'client backend'");
    }

    @Override
    public void close() {
        stop();
    }
}
