package parley.http.provider;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.engine.connection.ProviderFamily;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.llm.Capabilities;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.http.gguf.GgufSettings;
import parley.http.wire.Endpoint;
import parley.http.wire.WireSettings;

/**
 * What {@code parley.models} says.
 *
 * @param again how old may be what was found; then it is looked for anew
 * @param servers where model servers are that are not where they usually are, by provider
 * @param capabilities what is known of models by their names
 * @param file the model file that runs in this process
 * @param preferred the model that comes before all others where its provider is on offer
 */
public record ModelSettings(
        boolean discover,
        Duration probe,
        Duration again,
        Map<String, URI> servers,
        Optional<ModelRef> preferred,
        Optional<Remote> chosen,
        List<Remote> services,
        Map<String, Integer> windows,
        Capabilities capabilities,
        Optional<GgufSettings> file,
        Duration shortestGap,
        Duration longestGap,
        WireSettings wire) {
    private static final String OPENAI = "openai";
    /** Best first. */
    private static final List<String> SERVICES =
            List.of(OPENAI, "anthropic", "gemini", "azure", "mistral", "deepseek", "together", "openrouter", "groq");

    public ModelSettings {
        servers = Map.copyOf(servers);
        services = List.copyOf(services);
        windows = Map.copyOf(windows);
    }

    /** Reads {@code parley.models} out of a whole configuration. */
    public static ModelSettings of(Config config) {
        Config models = config.getConfig("parley.models");
        Config services = models.getConfig("services");
        WireSettings wire = WireSettings.of(models.getConfig("wire"));
        return new ModelSettings(
                models.getBoolean("discover"),
                models.getDuration("probe-timeout"),
                models.getDuration("look-again"),
                servers(models.getConfig("servers")),
                preferred(models),
                remote(OPENAI, models.getConfig(OPENAI))
                        .filter(it -> !it.endpoint.base().toString().isEmpty()),
                SERVICES.stream()
                        .flatMap(it -> remote(it, services.getConfig(it)).stream())
                        .filter(it -> it.endpoint.key().isPresent()
                                && !it.endpoint.base().toString().isEmpty())
                        .toList(),
                windows(models.getConfig("windows")),
                Capabilities.of(models.getConfig("capabilities")),
                GgufSettings.of(models.getConfig("gguf"), wire.temperature()),
                models.getDuration("scripted.shortest-gap"),
                models.getDuration("scripted.longest-gap"),
                wire);
    }

    private static Optional<Remote> remote(String provider, Config config) {
        Optional<Secret> key = Optional.of(config.getString("api-key"))
                .filter(it -> !it.isBlank())
                .map(it -> new Secret(it.strip()));
        URI base = URI.create(config.getString("base-url").strip());
        ProviderFamily family = switch (provider) {
            case "anthropic" -> ProviderFamily.ANTHROPIC;
            case "gemini" -> ProviderFamily.GEMINI;
            default -> ProviderFamily.OPENAI;
        };
        return Optional.of(new Remote(
                new Endpoint(provider, base, key), family, config.getString("model"), context(config, "context")));
    }

    private static Optional<ModelRef> preferred(Config models) {
        try {
            return Optional.of(models.getString("preferred").strip())
                    .filter(it -> !it.isEmpty())
                    .map(ModelRef::of);
        } catch (Refusal no) {
            throw new ConfigException.BadValue(models.origin(), "preferred", no.reason());
        }
    }

    private static Map<String, URI> servers(Config config) {
        return config.root().keySet().stream()
                .filter(it -> !config.getString(it).isBlank())
                .collect(Collectors.toMap(
                        it -> it, it -> URI.create(config.getString(it).strip())));
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

    /** A provider, what it speaks, the model to ask it for, and the tokens of its window, 0 where that is not said. */
    record Remote(Endpoint endpoint, ProviderFamily family, String model, int context) {}

    /** The window that the operator has set for a server of this machine, or {@code found}. */
    int window(String provider, int found) {
        int set = windows.getOrDefault(provider, 0);
        return set > 0 ? set : found;
    }
}
