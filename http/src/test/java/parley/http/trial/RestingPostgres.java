package parley.http.trial;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one's own that can be stopped and started, at the same place with the same data. */
public final class RestingPostgres implements AutoCloseable {
    private final Path folder;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    public RestingPostgres(Path folder) {
        this.folder = folder;
        EmbeddedPostgres first = started(0);
        this.running = first;
        this.port = first.getPort();
    }

    private EmbeddedPostgres started(int at) {
        try {
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false);
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

    /** The address of somebody who stands before it at another port. */
    public String url(int before) {
        return "jdbc:postgresql://127.0.0.1:" + before + "/postgres?prepareThreshold=0";
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

    /** Cuts the connections of everybody. */
    void terminateAll() {
        EmbeddedPostgres it = running;
        if (it == null) return;
        try (Connection connection = it.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
