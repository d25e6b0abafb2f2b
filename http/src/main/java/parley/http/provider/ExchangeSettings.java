package parley.http.provider;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import parley.http.wire.WireSettings;

/** What {@code parley.connections} says of how providers are reached in users' names. */
record ExchangeSettings(boolean anywhere, Duration testWithin, WireSettings wire) {
    /** Reads it out of a whole configuration. */
    static ExchangeSettings of(Config config) {
        Config connections = config.getConfig("parley.connections");
        return new ExchangeSettings(
                anywhere(connections),
                connections.getDuration("test-within"),
                WireSettings.of(config.getConfig("parley.models.wire")));
    }

    private static boolean anywhere(Config config) {
        String path = "private-addresses";
        return switch (config.getString(path)) {
            case "allow" -> true;
            case "deny" -> false;
            default -> throw new ConfigException.BadValue(config.origin(), path, "it is deny or allow");
        };
    }
}
