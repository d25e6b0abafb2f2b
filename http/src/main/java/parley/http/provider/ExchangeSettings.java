package parley.http.provider;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Set;
import parley.http.wire.Reach;
import parley.http.wire.WireSettings;

/** What {@code parley.connections} says of how providers are reached in users' names. */
record ExchangeSettings(Reach reach, Duration testWithin, WireSettings wire) {
    /** Reads it out of a whole configuration. */
    static ExchangeSettings of(Config config) {
        Config connections = config.getConfig("parley.connections");
        return new ExchangeSettings(
                Reach.of(connections),
                connections.getDuration("test-within"),
                WireSettings.of(config.getConfig("parley.models.wire")));
    }

    /** The same where model servers listen on these ports of this machine. */
    ExchangeSettings with(Set<Integer> found) {
        return new ExchangeSettings(reach.with(found), testWithin, wire);
    }
}
