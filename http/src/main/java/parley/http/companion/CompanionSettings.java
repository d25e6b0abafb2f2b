package parley.http.companion;

import com.typesafe.config.Config;

/**
 * What this dialect can be told, {@code parley.companion}.
 *
 * @param enabled whether its addresses are there
 * @param guests whether whoever has no token is let in as a guest
 */
public record CompanionSettings(boolean enabled, boolean guests) {
    /** Reads {@code parley.companion}. */
    public static CompanionSettings from(Config config) {
        return new CompanionSettings(config.getBoolean("enabled"), config.getBoolean("guests"));
    }
}
