package parley.persistence.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a schema up to date while other servers use it: one that starts at the same time waits for the other, and no lock
 * on a table is waited for so long that those who are at work would wait behind it.
 */
final class Migration {
    private static final String LOCK_PATIENTLY = "-c lock_timeout=2s";
    private static final String NO_LOCK = "55P03";
    private static final int ATTEMPTS = 15;

    private final Flyway flyway;

    private Migration(Flyway flyway) {
        this.flyway = flyway;
    }

    /** PostgreSQL is migrated over connections of its own, whose statements may take as long as they take. */
    static Migration of(HikariDataSource pool, DatabaseSettings settings, Dialect dialect) {
        FluentConfiguration flyway =
                Flyway.configure(Migration.class.getClassLoader()).locations("classpath:" + dialect.migrations());
        if (dialect == Dialect.H2) return new Migration(flyway.dataSource(pool).load());
        flyway.dataSource(patient(settings.address()));
        waitingWithoutTransaction(flyway);
        return new Migration(flyway.load());
    }

    /** What the address itself says stands above the user and the password beside it. */
    private static PGSimpleDataSource patient(Address address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        if (source.getUser() == null) source.setUser(address.user());
        if (source.getPassword() == null) source.setPassword(address.password().reveal());
        source.setOptions(LOCK_PATIENTLY);
        return source;
    }

    /** Who waits for its turn holds no transaction open, for which an index that is built concurrently would wait. */
    private static void waitingWithoutTransaction(FluentConfiguration flyway) {
        PostgreSQLConfigurationExtension turns =
                flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class);
        if (turns != null) turns.setTransactionalLock(false);
    }

    void run() {
        run(ATTEMPTS);
    }

    /** Each attempt has waited for its lock already, and its migration has left nothing behind. */
    private void run(int attempts) {
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            if (attempts == 1 || !lockedOut(failure)) throw failure;
            run(attempts - 1);
        }
    }

    private static boolean lockedOut(@Nullable Throwable failure) {
        if (failure == null) return false;
        boolean here = failure instanceof SQLException told && NO_LOCK.equals(told.getSQLState());
        return here || lockedOut(failure.getCause());
    }
}
