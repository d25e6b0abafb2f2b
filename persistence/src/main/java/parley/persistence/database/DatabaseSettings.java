package parley.persistence.database;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.engine.kernel.Secret;

/**
 * Where the database is and how many connections it is worth.
 *
 * @param connections how many connections the pool holds, and how many threads work with them
 * @param patience how long a request waits for a free connection before it fails
 */
public record DatabaseSettings(String url, String user, Secret password, int connections, Duration patience) {
    public DatabaseSettings {
        if (connections < 1) throw new IllegalArgumentException("parley.database.connections must be at least 1");
    }

    /** Reads {@code parley.database}. */
    public static DatabaseSettings from(Config config) {
        Config database = config.getConfig("parley.database");
        return new DatabaseSettings(
                database.getString("url"),
                database.getString("user"),
                new Secret(database.getString("password")),
                database.getInt("connections"),
                database.getDuration("patience"));
    }

    Address address() {
        return Address.of(url, user, password);
    }
}
