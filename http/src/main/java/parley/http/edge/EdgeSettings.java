package parley.http.edge;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the edge behaves.
 *
 * @param tokenLifetime how long an access token is good
 * @param sessionsChecked how old what a server knows of a user's sessions may be
 * @param heartbeat how often a silent event stream says that it is alive
 * @param retry how long a browser whose event stream was cut waits before it comes back
 * @param socialOnly whether nobody signs in by a password
 * @param origins which foreign web pages may call, such as {@code https://app.example.com}; none by default
 */
public record EdgeSettings(
        Duration tokenLifetime,
        Duration sessionsChecked,
        Duration heartbeat,
        Duration retry,
        List<String> origins,
        boolean socialOnly,
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
                origins(config),
                config.getBoolean("social.only"),
                new ThrottleSettings(config.getInt("sign-in.burst"), config.getInt("sign-in.per-minute")));
    }

    /** The configured list, what an environment says with commas, and the page of the clients. */
    private static List<String> origins(Config config) {
        Stream<String> told = Stream.concat(
                Arrays.stream(config.getString("cors-origin").split(",", -1)),
                origin(config.getString("social.frontend")));
        return Stream.concat(config.getStringList("cors-origins").stream(), told)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<String> origin(String page) {
        if (page.isEmpty()) return Stream.empty();
        URI uri = URI.create(page);
        return Stream.of(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
