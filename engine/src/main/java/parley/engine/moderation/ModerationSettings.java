package parley.engine.moderation;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import parley.engine.kernel.Refusal;

/**
 * What replies may not say; every default is in {@code parley-engine.conf} under {@code parley.moderation}.
 *
 * @param blocked words and phrases
 * @param wordsFile a file of more of them; empty for none
 * @param after what a blocked sentence does to its turn
 * @param within how long a sentence waits for its verdict
 * @param otherwise the verdict on one whose judge failed or was late
 * @param atOnce sentences of one turn judged at the same time
 */
public record ModerationSettings(
        List<String> blocked,
        String wordsFile,
        Moderation.After after,
        Duration within,
        Verdict otherwise,
        int atOnce) {
    private static final int MOST_AT_ONCE = 64;

    public ModerationSettings {
        blocked = List.copyOf(blocked);
        if (!within.isPositive()) throw Refusal.invalid("parley.moderation.within must be longer than nothing");
        if (atOnce < 1 || atOnce > MOST_AT_ONCE)
            throw Refusal.invalid("parley.moderation.at-once must be 1 to " + MOST_AT_ONCE);
    }

    /** Reads {@code parley.moderation}. */
    public static ModerationSettings from(Config config) {
        return new ModerationSettings(
                config.getStringList("blocked"),
                config.getString("words-file"),
                after(config.getString("after")),
                config.getDuration("within"),
                otherwise(config.getString("otherwise")),
                config.getInt("at-once"));
    }

    private static Moderation.After after(String name) {
        return switch (name) {
            case "go-on" -> Moderation.After.GO_ON;
            case "stop" -> Moderation.After.STOP;
            default -> throw Refusal.invalid("parley.moderation.after is go-on or stop, not " + name);
        };
    }

    private static Verdict otherwise(String name) {
        return switch (name) {
            case "block" -> Moderation.UNJUDGED;
            case "allow" -> Verdict.allowed();
            default -> throw Refusal.invalid("parley.moderation.otherwise is block or allow, not " + name);
        };
    }
}
