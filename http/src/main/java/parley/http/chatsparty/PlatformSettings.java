package parley.http.chatsparty;

import com.typesafe.config.Config;
import java.util.Locale;
import java.util.Set;

/**
 * Whether this server offers its own model as a connection, and what its clients are shown of it, {@code
 * parley.chatsparty.default-connection}.
 *
 * @param provider empty for that of the model
 * @param model empty for the model's own name
 */
public record PlatformSettings(boolean enabled, String provider, String model) {
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");

    static PlatformSettings from(Config config) {
        return new PlatformSettings(
                isYes(config.getString("enabled")),
                config.getString("provider").strip(),
                config.getString("model").strip());
    }

    /** The servers of old took "True" for true. */
    static boolean isYes(String text) {
        return YES.contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
