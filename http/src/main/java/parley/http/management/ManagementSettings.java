package parley.http.management;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Where a server answers those who look after it.
 *
 * @param notice how long it says that it is about to leave, before it takes no further visitors
 */
public record ManagementSettings(boolean enabled, String host, int port, Duration notice) {
    /** Reads {@code parley.management}. */
    public static ManagementSettings from(Config config) {
        return new ManagementSettings(
                config.getBoolean("enabled"),
                config.getString("host"),
                config.getInt("port"),
                config.getDuration("drain-notice"));
    }
}
