package parley.engine.user;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.engine.kernel.EntitySettings;

/**
 * The settings of the users' room, {@code parley.user}.
 *
 * @param claimGrace how long an e-mail is kept for a registration that has not ended
 * @param welcomeCredits what every new user is given
 */
public record UserSettings(
        EntitySettings entity,
        Duration claimGrace,
        long welcomeCredits,
        Hashing hashing,
        SessionRules sessions,
        Resetting reset) {
    private static final long KIBIBYTE = 1024;

    public static UserSettings from(Config config) {
        return new UserSettings(
                EntitySettings.from(config.getConfig("entity")),
                config.getDuration("claim-grace"),
                config.getLong("welcome-credits"),
                hashing(config.getConfig("hashing")),
                SessionRules.from(config.getConfig("sessions")),
                new Resetting(config.getDuration("reset.within"), config.getDuration("reset.pause")));
    }

    private static Hashing hashing(Config config) {
        return new Hashing(
                Math.toIntExact(config.getBytes("memory") / KIBIBYTE),
                config.getInt("iterations"),
                config.getInt("at-once"));
    }

    /**
     * How dear a password hash is.
     *
     * @param memory in KiB
     * @param iterations passes over that memory
     * @param atOnce hashes at work at the same time
     */
    public record Hashing(int memory, int iterations, int atOnce) {}

    /**
     * How a forgotten password is set anew.
     *
     * @param within how long the token is good
     * @param pause how long after a token was sent no other is
     */
    public record Resetting(Duration within, Duration pause) {}
}
