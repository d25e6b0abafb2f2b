package parley.engine.upstream;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How providers are reached; every default is under {@code parley.upstream}.
 *
 * @param usual the limits of a provider that is not named
 * @param named the limits of those that are
 * @param longestCooldown how long a line rests at the most, whatever its provider asks for
 * @param tidings how often those who wait are told that they have moved
 * @param reachWithin how long the actor that hands out places may take to say anything
 * @param idle how long it stays in memory with nothing to do
 */
public record UpstreamSettings(
        Retries retries,
        Limits usual,
        Map<String, Limits> named,
        Breaking breaker,
        Duration longestCooldown,
        Duration tidings,
        Duration reachWithin,
        Duration idle) {
    public UpstreamSettings {
        named = Map.copyOf(named);
    }

    /**
     * How a model is asked again.
     *
     * @param tries how often it is asked in all
     * @param within how long all of that may take
     * @param from the first pause, doubled each time
     * @param to the longest such pause
     * @param jitter how much of a pause is left to chance, 0 to 1
     * @param longestWait a provider that asks for more patience than that is not waited for
     */
    public record Retries(
            int tries, Duration within, Duration from, Duration to, double jitter, Duration longestWait) {}

    /**
     * When a provider counts as down.
     *
     * @param inRow failures one after the other
     * @param share the share of failures in a window, 0 to 1
     * @param atLeast requests in that window before its share counts
     * @param window how far back is looked
     * @param pause how long it is left alone, doubled each time that it is still down
     * @param longest the longest such pause
     */
    public record Breaking(int inRow, double share, int atLeast, Duration window, Duration pause, Duration longest) {}

    /** Reads {@code parley.upstream}. */
    public static UpstreamSettings from(Config config) {
        Map<String, Limits> named = new HashMap<>();
        Config providers = config.getConfig("providers");
        for (String name : providers.root().keySet())
            named.put(name, limits(providers.getConfig('"' + name + '"').withFallback(config)));
        return new UpstreamSettings(
                retries(config.getConfig("retries")),
                limits(config),
                named,
                breaking(config.getConfig("breaker")),
                config.getDuration("longest-cooldown"),
                config.getDuration("tidings"),
                config.getDuration("reach-within"),
                config.getDuration("idle"));
    }

    Limits limits(String provider) {
        return named.getOrDefault(provider, usual);
    }

    private static Limits limits(Config config) {
        return new Limits(config.getInt("concurrency"), config.getInt("requests-per-minute"), config.getInt("queue"));
    }

    private static Retries retries(Config config) {
        return new Retries(
                config.getInt("tries"),
                config.getDuration("within"),
                config.getDuration("backoff"),
                config.getDuration("longest-backoff"),
                config.getDouble("jitter"),
                config.getDuration("longest-wait"));
    }

    private static Breaking breaking(Config config) {
        return new Breaking(
                config.getInt("in-a-row"),
                config.getDouble("share"),
                config.getInt("at-least"),
                config.getDuration("window"),
                config.getDuration("pause"),
                config.getDuration("longest-pause"));
    }
}
