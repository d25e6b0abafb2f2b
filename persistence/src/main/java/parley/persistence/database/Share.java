package parley.persistence.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * How many connections are a server's share, where that is left to it: what PostgreSQL allows, less what is kept for
 * others, divided among the servers of its cluster and one more, which takes the place of another while they are replaced.
 */
final class Share {
    private static final String ROOT = "parley.database.";
    private static final String AUTO = "auto";

    /** One of them only asks whether the database is there. */
    private static final int WATCHING = 1;

    private static final String ALLOWED = """
        SELECT current_setting('max_connections')::int
        - COALESCE(current_setting('superuser_reserved_connections', true), '0')::int
        - COALESCE(current_setting('reserved_connections', true), '0')::int\
        """;

    private Share() {}

    /** Whether nobody has set a number. */
    static boolean left(Config config) {
        return config.getString(ROOT + "connections").equals(AUTO);
    }

    /**
     * The same configuration with a number of connections, and as many threads.
     *
     * @throws DatabaseUnavailable where PostgreSQL allows too few, with a message for the operator
     */
    static Config of(Config config) {
        int connections = left(config) ? share(config) : config.getInt(ROOT + "connections");
        return ConfigFactory.parseMap(Map.of(
                        ROOT + "connections",
                        connections,
                        ROOT + "dispatcher.thread-pool-executor.fixed-pool-size",
                        connections))
                .withFallback(config);
    }

    private static int share(Config config) {
        DatabaseSettings settings = DatabaseSettings.from(config);
        if (Dialect.of(settings.address().url()) == Dialect.H2) return settings.connections();
        boolean alone = config.getString("parley.cluster.join").equals("alone");
        int nodes = alone ? 1 : config.getInt("parley.cluster.nodes");
        Config share = config.getConfig(ROOT + "share");
        return of(allowed(settings), nodes, share.getInt("reserve"), share.getInt("least"), share.getInt("most"));
    }

    /** The share of one of so many nodes. */
    static int of(int allowed, int nodes, int reserve, int least, int most) {
        int share = (allowed - reserve) / (nodes + 1) - WATCHING;
        if (share < least)
            throw new DatabaseUnavailable("PostgreSQL allows " + allowed + " connections (max_connections, less what it"
                    + " keeps for administrators). Less the " + reserve + " of parley.database.share.reserve, that is"
                    + " too few for " + nodes + " servers (parley.cluster.nodes) and one that takes another's place:"
                    + " each needs " + (least + WATCHING) + ". Raise max_connections, or set"
                    + " PARLEY_DATABASE_CONNECTIONS to what each server may hold.");
        return Math.min(share, most);
    }

    private static int allowed(DatabaseSettings settings) {
        try (Connection connection =
                        DriverManager.getConnection(settings.address().url(), Opening.driver(settings));
                Statement ask = connection.createStatement();
                ResultSet answer = ask.executeQuery(ALLOWED)) {
            answer.next();
            return answer.getInt(1);
        } catch (SQLException failure) {
            throw new DatabaseUnavailable(Opening.advice(settings.address(), failure), failure);
        }
    }
}
