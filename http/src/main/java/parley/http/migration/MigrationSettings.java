package parley.http.migration;

import com.typesafe.config.Config;
import parley.engine.kernel.Secret;

/**
 * What a move can be told.
 *
 * @param atOnce how many records are under way at the same time
 * @param fernetKey what the Python server sealed providers' keys with; empty where it is not known
 * @param jwtSecret what the Node server sealed them with
 */
public record MigrationSettings(int atOnce, Secret fernetKey, Secret jwtSecret) {
    /** Reads {@code parley}. */
    public static MigrationSettings from(Config config) {
        return new MigrationSettings(
                config.getInt("migration.at-once"),
                new Secret(config.getString("migration.fernet-key")),
                new Secret(config.getString("http.legacy.node-secret")));
    }
}
