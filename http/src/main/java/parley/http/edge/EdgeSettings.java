package parley.http.edge;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * How the edge behaves.
 *
 * @param tokenLifetime how long an access token is good
 * @param sessionsChecked how old what a server knows of a user's sessions may be
 * @param heartbeat how often a silent event stream says that it is alive
 * @param retry how long a browser whose event stream was cut waits before it comes back
 * @param origins which foreign web pages may call, such as {@code https://app.example.com}; none by default
 */
public record EdgeSettings(
        Duration tokenLifetime,
        Duration sessionsChecked,
        Duration heartbeat,
        Duration retry,
        List<String> origins,
        ThrottleSettings throttle) {
    public EdgeSettings {
        origins = List.copyOf(origins);
    }

    /** Reads {@code parley.http}. */
    public static EdgeSettings from(Config config) {
        return new EdgeSettings(
                config.getDuration("token-lifetime"),
                config.getDuration("sessions-checked"),
                config.getDuration("heartbeat"),
                config.getDuration("retry"),
                config.getStringList("cors-origins"),
                new ThrottleSettings(config.getInt("sign-in.burst"), config.getInt("sign-in.per-minute")));
    }
}
