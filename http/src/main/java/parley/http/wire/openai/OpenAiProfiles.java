package parley.http.wire.openai;

import static java.util.Map.entry;
import static parley.http.wire.openai.OpenAiProfile.MAX_COMPLETION_TOKENS;
import static parley.http.wire.openai.OpenAiProfile.MAX_TOKENS;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.http.wire.Endpoint;
import parley.http.wire.openai.OpenAiProfile.Credential;
import parley.http.wire.openai.OpenAiProfile.Door;
import parley.http.wire.openai.OpenAiProfile.Prefill;

/** The kinds of servers that speak the wire of OpenAI, and how one is told from its address or its provider's name. */
final class OpenAiProfiles {
    private static final String SYSTEM = "system";
    private static final String SEED = "seed";
    private static final String NO_SEED = "";

    /** Those of whom nothing is known: what nearly everybody takes. */
    static final OpenAiProfile PLAIN = usual("plain");

    private static final Map<String, OpenAiProfile> KNOWN = List.of(
                    new OpenAiProfile(
                            "openai",
                            Credential.BEARER,
                            Door.BASE,
                            MAX_COMPLETION_TOKENS,
                            "developer",
                            true,
                            true,
                            SEED,
                            Prefill.NONE,
                            Map.of()),
                    new OpenAiProfile(
                            "azure",
                            Credential.AZURE,
                            Door.DEPLOYMENT,
                            MAX_TOKENS,
                            SYSTEM,
                            true,
                            true,
                            SEED,
                            Prefill.NONE,
                            Map.of()),
                    new OpenAiProfile(
                            "groq",
                            Credential.BEARER,
                            Door.BASE,
                            MAX_COMPLETION_TOKENS,
                            SYSTEM,
                            false,
                            true,
                            SEED,
                            Prefill.NONE,
                            Map.of()),
                    new OpenAiProfile(
                            "openrouter",
                            Credential.BEARER,
                            Door.BASE,
                            MAX_TOKENS,
                            SYSTEM,
                            false,
                            true,
                            SEED,
                            Prefill.NONE,
                            Map.of("HTTP-Referer", "http://localhost", "X-Title", "Parley")),
                    hosted("deepseek", Door.BETA_FOR_PREFILL, true, NO_SEED, Prefill.PREFIX),
                    hosted("mistral", Door.BASE, false, "random_seed", Prefill.ECHOED_PREFIX),
                    hosted("perplexity", Door.BASE, false, NO_SEED, Prefill.NONE),
                    hosted("gemini", Door.BASE, true, NO_SEED, Prefill.NONE),
                    hosted("anthropic", Door.BASE, true, NO_SEED, Prefill.NONE),
                    hosted("vllm", Door.BASE, true, SEED, Prefill.CONTINUED),
                    hosted("llama-server", Door.BASE, true, SEED, Prefill.LAST),
                    usual("together"),
                    usual("fireworks"),
                    usual("xai"),
                    usual("cerebras"),
                    usual("lmstudio"),
                    usual("litellm"),
                    usual("jan"),
                    usual("localai"),
                    usual("ollama"))
            .stream()
            .collect(Collectors.toMap(OpenAiProfile::name, Function.identity()));

    /** A service is where it is, whatever its connection is called. */
    private static final Map<String, String> HOSTS = Map.ofEntries(
            entry("api.openai.com", "openai"),
            entry("openai.azure.com", "azure"),
            entry("cognitiveservices.azure.com", "azure"),
            entry("services.ai.azure.com", "azure"),
            entry("api.groq.com", "groq"),
            entry("openrouter.ai", "openrouter"),
            entry("api.deepseek.com", "deepseek"),
            entry("api.mistral.ai", "mistral"),
            entry("api.perplexity.ai", "perplexity"),
            entry("generativelanguage.googleapis.com", "gemini"),
            entry("api.anthropic.com", "anthropic"),
            entry("api.together.xyz", "together"),
            entry("api.together.ai", "together"),
            entry("api.fireworks.ai", "fireworks"),
            entry("api.x.ai", "xai"),
            entry("api.cerebras.ai", "cerebras"));

    /** Other names that people give to the same. */
    private static final Map<String, String> ALIASES = Map.of(
            "azure-openai", "azure",
            "azureopenai", "azure",
            "lm-studio", "lmstudio",
            "llamacpp", "llama-server",
            "llama.cpp", "llama-server",
            "mistralai", "mistral",
            "togetherai", "together",
            "grok", "xai");

    private OpenAiProfiles() {}

    /**
     * The kind at this endpoint. An address that is a service's own decides; else the provider's name does, but
     * {@code openai} is what people call every server that speaks its wire.
     */
    static OpenAiProfile of(Endpoint endpoint) {
        String host = Optional.ofNullable(endpoint.base().getHost()).orElse("").toLowerCase(Locale.ROOT);
        return HOSTS.entrySet().stream()
                .filter(it -> host.equals(it.getKey()) || host.endsWith("." + it.getKey()))
                .map(it -> named(it.getValue()))
                .findFirst()
                .orElseGet(() -> endpoint.provider().equals("openai") ? PLAIN : named(endpoint.provider()));
    }

    static OpenAiProfile named(String provider) {
        String name = provider.toLowerCase(Locale.ROOT);
        return KNOWN.getOrDefault(ALIASES.getOrDefault(name, name), PLAIN);
    }

    private static OpenAiProfile usual(String name) {
        return hosted(name, Door.BASE, true, SEED, Prefill.NONE);
    }

    private static OpenAiProfile hosted(String name, Door door, boolean asksUsage, String seed, Prefill prefill) {
        return new OpenAiProfile(
                name, Credential.BEARER, door, MAX_TOKENS, SYSTEM, false, asksUsage, seed, prefill, Map.of());
    }
}
