package parley.persistence.database;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.Extension;
import parley.engine.kernel.Unavailable;

/**
 * The one database of a node: its connections, its dialect and the threads that may wait for it. Whoever blocks on a
 * connection does so on {@link #executor}, which has as many threads as the pool has connections.
 */
public final class Database implements Extension, AutoCloseable {
    private static final String SCHEMA = """
        SELECT "version" FROM "flyway_schema_history" WHERE "success" ORDER BY "installed_rank" DESC LIMIT 1\
        """;

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final Executor executor;
    private final Pulse pulse;

    Database(HikariDataSource pool, Dialect dialect, Executor executor, Pulse pulse) {
        this.pool = pool;
        this.dialect = dialect;
        this.executor = executor;
        this.pulse = pulse;
    }

    /**
     * A configuration that says how many connections and threads there are, also where that was left to the server: it asks
     * PostgreSQL then.
     *
     * @throws DatabaseUnavailable with a message for the operator
     */
    public static Config sized(Config config) {
        return Share.of(config);
    }

    /**
     * The database of an actor system, opened and migrated by the first who asks and closed when the system has
     * terminated.
     *
     * @throws DatabaseUnavailable with a message for the operator
     */
    public static Database of(ClassicActorSystemProvider system) {
        return DatabaseExtension.ID.get(system);
    }

    /**
     * A database without an actor system, opened and migrated; whoever asks waits on its own thread.
     *
     * @throws DatabaseUnavailable with a message for the operator
     */
    public static Database open(DatabaseSettings settings) {
        return Opening.open(settings.unwatched(), Runnable::run);
    }

    /**
     * A database as it is, for who only looks: nothing in it is brought up to date, and none is made where there is none.
     * Whoever asks waits on its own thread.
     *
     * @throws DatabaseUnavailable with a message for the operator
     */
    public static Database asItIs(DatabaseSettings settings) {
        return Opening.asItIs(settings, Runnable::run);
    }

    /** Something to do with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Runs on the calling thread, each statement in a transaction of its own. */
    public <T> T read(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return work.with(connection);
        }
    }

    /** Runs on the calling thread in one transaction: all of it or, if it throws, nothing. */
    public <T> T write(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    /** Whether it is known at any time if it answers; H2 is where the process is. */
    public boolean watched() {
        return pulse != Pulse.STEADY;
    }

    /** Whether it answered the last time that it was asked; true where nobody watches. */
    public boolean answers() {
        return pulse.beats();
    }

    void probe() {
        pulse.beat();
    }

    /** {@link #read}, be it more than once, on a thread of the database when it answers; {@link Unavailable} where it does not for long. */
    public <T> CompletionStage<T> reading(Work<T> work) {
        return onThread(() -> insisted(work));
    }

    /** {@link #write} on a thread of the database, once it answers; {@link Unavailable} where it does not for long. */
    public <T> CompletionStage<T> writing(Work<T> work) {
        return onThread(() -> write(work));
    }

    /** The version of its schema: the last migration that was carried out. */
    public CompletionStage<String> schema() {
        return reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SCHEMA);
                    ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "none";
            }
        });
    }

    public DataSource dataSource() {
        return pool;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The threads that may wait for this database. */
    public Executor executor() {
        return executor;
    }

    /** How its connections are used now. */
    public PoolUse use() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return new PoolUse(
                now.getActiveConnections(),
                now.getIdleConnections(),
                now.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }

    public int connections() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public void close() {
        pulse.close();
        pool.close();
    }

    /** A read may be made again: after an outage every connection of the pool is a cut one until it is used. */
    private <T> T insisted(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(work);
            } catch (SQLException failure) {
                boolean none = failure instanceof SQLTransientConnectionException;
                if (none || !Outage.in(failure) || attempt > connections()) throw failure;
            }
        }
    }

    private interface Call<T> {
        T run() throws SQLException;
    }

    private <T> CompletionStage<T> onThread(Call<T> call) {
        return pulse.beats() ? started(call) : pulse.awaited().thenCompose(_ -> started(call));
    }

    private <T> CompletionStage<T> started(Call<T> call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.run();
                    } catch (SQLException failure) {
                        throw new CompletionException(
                                Outage.in(failure)
                                        ? new Unavailable("the database does not answer", failure)
                                        : failure);
                    }
                },
                executor);
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}
