package parley.http.provider;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelInfo;

/** What {@code parley.models} says. */
public record ModelSettings(
        boolean discover,
        Duration probe,
        Optional<Remote> chosen,
        List<Remote> services,
        Map<String, Integer> windows,
        Duration shortestGap,
        Duration longestGap,
        WireSettings wire) {
    private static final String OPENAI = "openai";

    public ModelSettings {
        services = List.copyOf(services);
        windows = Map.copyOf(windows);
    }

    /** Reads {@code parley.models} out of a whole configuration. */
    public static ModelSettings of(Config config) {
        Config models = config.getConfig("parley.models");
        Config services = models.getConfig("services");
        return new ModelSettings(
                models.getBoolean("discover"),
                models.getDuration("probe-timeout"),
                remote(OPENAI, models.getConfig(OPENAI))
                        .filter(it -> !it.endpoint.base().toString().isEmpty()),
                Stream.of(OPENAI, "openrouter", "groq")
                        .flatMap(it -> remote(it, services.getConfig(it)).stream())
                        .filter(it -> it.endpoint.key().isPresent())
                        .toList(),
                windows(models.getConfig("windows")),
                models.getDuration("scripted.shortest-gap"),
                models.getDuration("scripted.longest-gap"),
                WireSettings.of(models.getConfig("wire")));
    }

    private static Optional<Remote> remote(String provider, Config config) {
        Optional<Secret> key = Optional.of(config.getString("api-key"))
                .filter(it -> !it.isBlank())
                .map(it -> new Secret(it.strip()));
        URI base = URI.create(config.getString("base-url").strip());
        return Optional.of(
                new Remote(new Endpoint(provider, base, key), config.getString("model"), context(config, "context")));
    }

    private static Map<String, Integer> windows(Config config) {
        return config.root().keySet().stream().collect(Collectors.toMap(it -> it, it -> context(config, it)));
    }

    /** Eight where eight thousand is meant is told at the start, not in the middle of a talk. */
    private static int context(Config config, String path) {
        int tokens = config.getInt(path);
        if (tokens < 0 || (tokens > 0 && tokens < ModelInfo.SMALLEST_CONTEXT))
            throw new ConfigException.BadValue(
                    config.origin(),
                    path,
                    "a window has at least " + ModelInfo.SMALLEST_CONTEXT + " tokens; 0 where it is not known");
        return tokens;
    }

    /** A provider, the model to ask it for, and the tokens of its window, 0 where that is not known. */
    record Remote(Endpoint endpoint, String model, int context) {}

    /** The window that the operator has set for a server of this machine, or {@code found}. */
    int window(String provider, int found) {
        int set = windows.getOrDefault(provider, 0);
        return set > 0 ? set : found;
    }
}
