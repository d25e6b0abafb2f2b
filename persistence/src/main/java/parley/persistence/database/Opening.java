package parley.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Opens a database and brings its schema up to date, or says in plain words why not. */
final class Opening {
    private static final int H2_FILE_IN_USE = 90020;
    private static final int H2_FILE_MISSING = 90146;
    private static final String NO_CONNECTION = "08";
    private static final String NOT_ALLOWED = "28";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String TOO_MANY = "53300";

    private static final Set<String> IDENTITY = Set.of("user", "password");
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration VALID_WITHIN = Duration.ofSeconds(3);

    /** An idle connection says something so often, so that nobody between here and there forgets it. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

    private Opening() {}

    static Database open(DatabaseSettings settings, Executor executor) {
        return open(settings, executor, null);
    }

    /** The same with a pool that is measured. */
    static Database open(DatabaseSettings settings, Executor executor, @Nullable MeterRegistry registry) {
        Address address = settings.address();
        Dialect dialect = Dialect.of(address.url());
        HikariDataSource pool = pool(settings, address, dialect, registry);
        try {
            Migration.of(pool, settings, dialect).run();
        } catch (FlywayException failure) {
            pool.close();
            throw new DatabaseUnavailable(
                    "The schema of " + address.place() + " cannot be brought up to date: " + failure.getMessage(),
                    failure);
        }
        return new Database(pool, dialect, executor, pulse(settings, dialect));
    }

    /** An H2 file that is not there is not made by looking at it. */
    static Database asItIs(DatabaseSettings settings, Executor executor) {
        Address known = settings.address();
        Dialect dialect = Dialect.of(known.url());
        Address address = dialect == Dialect.H2
                ? new Address(known.url() + ";IFEXISTS=TRUE", known.user(), known.password())
                : known;
        return new Database(pool(settings, address, dialect, null), dialect, executor, Pulse.STEADY);
    }

    private static HikariDataSource pool(
            DatabaseSettings settings, Address address, Dialect dialect, @Nullable MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("parley");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password().reveal());
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.patience().toMillis());
        if (registry != null) config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        config.setMaxLifetime(settings.watch().lifetime().toMillis());
        if (dialect == Dialect.POSTGRESQL) {
            config.setValidationTimeout(VALID_WITHIN.toMillis());
            config.setKeepaliveTime(KEEP_ALIVE.toMillis());
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            Properties watched = driver(settings);
            watched.stringPropertyNames().stream()
                    .filter(it -> !IDENTITY.contains(it))
                    .forEach(it -> config.addDataSourceProperty(it, watched.getProperty(it)));
        }
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException failure) {
            throw new DatabaseUnavailable(advice(address, failure), failure);
        }
    }

    /** How the driver of PostgreSQL is to notice that nobody answers any more; what the address itself says stands above. */
    static Properties driver(DatabaseSettings settings) {
        Properties driver = new Properties();
        driver.setProperty("user", settings.address().user());
        driver.setProperty("password", settings.address().password().reveal());
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("connectTimeout", Long.toString(CONNECT_WITHIN.toSeconds()));
        driver.setProperty(
                "socketTimeout", Long.toString(settings.watch().silence().toSeconds()));
        return driver;
    }

    private static Pulse pulse(DatabaseSettings settings, Dialect dialect) {
        DatabaseSettings.Watch watch = settings.watch();
        if (dialect == Dialect.H2 || watch.probe().isZero()) return Pulse.STEADY;
        Properties driver = driver(settings);
        String within = Long.toString(Math.max(1, watch.probeWithin().toSeconds()));
        driver.setProperty("connectTimeout", within);
        driver.setProperty("socketTimeout", within);
        driver.setProperty("ApplicationName", "parley probe");
        return new Pulse(settings.address().url(), driver, watch.away(), watch.waiting());
    }

    static String advice(Address address, Throwable failure) {
        SQLException cause = sql(failure);
        String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
        String place = address.place();
        if (cause != null && cause.getErrorCode() == H2_FILE_IN_USE)
            return "The database file " + place + " is in use by another process. Stop that process, set PARLEY_DATA to"
                    + " another directory, or set DATABASE_URL to a PostgreSQL server, which many nodes can share.";
        if (state.startsWith(NO_CONNECTION))
            return "No database answers at " + place + ". Start it, or correct DATABASE_URL (parley.database.url).";
        if (state.startsWith(NOT_ALLOWED))
            return "The database at " + place + " does not let user '" + address.user()
                    + "' in. Correct parley.database.user and parley.database.password.";
        if (cause != null && cause.getErrorCode() == H2_FILE_MISSING)
            return "There is no database at " + place + " yet; the first start makes one.";
        if (state.equals(NO_SUCH_DATABASE))
            return "The server of " + place + " has no such database. Create it, or correct DATABASE_URL.";
        if (state.equals(TOO_MANY))
            return "The server of " + place + " has given all its connections away. Raise its max_connections, or lower"
                    + " PARLEY_DATABASE_CONNECTIONS (parley.database.connections) of all servers.";
        return "The database at " + place + " cannot be opened: " + (cause == null ? failure : cause).getMessage();
    }

    private static @Nullable SQLException sql(@Nullable Throwable failure) {
        if (failure == null) return null;
        return failure instanceof SQLException found ? found : sql(failure.getCause());
    }
}
