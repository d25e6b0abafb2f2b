package parley.persistence.database;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.engine.kernel.Secret;

/**
 * Where the database is, how many connections it is worth, and what is done while it does not answer.
 *
 * @param connections how many connections the pool holds, and how many threads work with them
 * @param patience how long a request waits for a free connection before it fails
 * @param watch how a server watches over it
 */
public record DatabaseSettings(
        String url, String user, Secret password, int connections, Duration patience, Watch watch) {
    /** As many connections as one process needs where nothing says otherwise. */
    private static final int USUAL = 10;

    /**
     * How a server watches over a PostgreSQL.
     *
     * @param silence how long an answer may take before its connection counts as lost; zero for as long as it likes
     * @param lifetime how long one connection is used
     * @param probe how often it is asked whether it is there
     * @param probeWithin how long it may take to answer that
     * @param away how long reads wait for it to be back
     * @param waiting how many of them
     */
    public record Watch(
            Duration silence, Duration lifetime, Duration probe, Duration probeWithin, Duration away, int waiting) {
        static final Watch NONE =
                new Watch(Duration.ZERO, Duration.ofMinutes(30), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

        static Watch from(Config config) {
            return new Watch(
                    config.getDuration("silence"),
                    config.getDuration("lifetime"),
                    config.getDuration("probe"),
                    config.getDuration("probe-within"),
                    config.getDuration("away"),
                    config.getInt("waiting"));
        }
    }

    public DatabaseSettings {
        if (connections < 1) throw new IllegalArgumentException("parley.database.connections must be at least 1");
    }

    /** One that nobody watches over. */
    public DatabaseSettings(String url, String user, Secret password, int connections, Duration patience) {
        this(url, user, password, connections, patience, Watch.NONE);
    }

    /** Reads {@code parley.database}. */
    public static DatabaseSettings from(Config config) {
        Config database = config.getConfig("parley.database");
        return new DatabaseSettings(
                database.getString("url"),
                database.getString("user"),
                new Secret(database.getString("password")),
                Share.left(config) ? USUAL : database.getInt("connections"),
                database.getDuration("patience"),
                Watch.from(database.getConfig("watch")));
    }

    /** The same for work that a server does not do: it may take as long as it takes. */
    DatabaseSettings unwatched() {
        return new DatabaseSettings(url, user, password, connections, patience);
    }

    Address address() {
        return Address.of(url, user, password);
    }
}
