package parley.http.main;

import static parley.http.main.CompanionKey.address;
import static parley.http.main.CompanionKey.decimal;
import static parley.http.main.CompanionKey.level;
import static parley.http.main.CompanionKey.model;
import static parley.http.main.CompanionKey.origins;
import static parley.http.main.CompanionKey.text;
import static parley.http.main.CompanionKey.whereTrue;
import static parley.http.main.CompanionKey.whole;
import static parley.http.main.CompanionKey.word;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import parley.engine.kernel.Refusal;

/** The keys of the AI Companion that mean something here, with their ranges (contract §6). */
final class CompanionKeys {
    private static final String PORT = "parley.http.port";
    private static final String ENVIRONMENT = "parley.companion.environment";
    private static final String LEVEL = "parley.log-level";
    private static final String LM_STUDIO = "parley.models.servers.lmstudio";
    private static final String PREFERRED = "parley.models.preferred";

    /** Those of the environment and of {@code .env}; of two for the same setting the later one counts. */
    static final List<CompanionKey> ENVIRONMENT_KEYS = List.of(
            whole("APP_PORT", 1, 65_535, "", PORT),
            word("APP_ENVIRONMENT", ENVIRONMENT),
            whereTrue("APP_DEBUG", "DEBUG", LEVEL),
            level("LOG_LEVEL", LEVEL),
            model("ACTIVE_PROVIDER", "openai", PREFERRED),
            text("OPENAI_API_KEY", "parley.models.services.openai.api-key", "parley.voices.servers.openai.api-key"),
            text("ANTHROPIC_API_KEY", "parley.models.services.anthropic.api-key"),
            address("OLLAMA_BASE_URL", "parley.models.servers.ollama"),
            address("LM_STUDIO_URL", LM_STUDIO),
            text("JWT_SECRET", "parley.http.legacy.node-secret"),
            origins("ALLOWED_ORIGINS", "parley.companion.origin"),
            whole("RATE_LIMIT_REQUESTS", 1, 10_000, "", "parley.companion.limit.requests"),
            whole("RATE_LIMIT_WINDOW", 1, 3600, " s", "parley.companion.limit.window"),
            text("TTS_VOICE", "parley.companion.voice").unless("default"),
            word("TTS_HOST"),
            whole("TTS_PORT", 1, 65_535, ""));

    /** Those of {@code config.json}, a dot for each object that they are in. */
    static final List<CompanionKey> FILE_KEYS = List.of(
            whole("app.port", 1, 65_535, "", PORT),
            word("app.environment", ENVIRONMENT),
            address("lmStudio.baseUrl", LM_STUDIO),
            model("lmStudio.model", "lmstudio", PREFERRED).unless("default"),
            whole("lmStudio.timeout", 1000, 300_000, " ms", "parley.models.wire.first-byte-timeout"),
            whole("lmStudio.maxTokens", 1, 32_768, "", "parley.conversation.max-tokens"),
            decimal("lmStudio.temperature", 0, 2, "parley.models.wire.temperature"),
            text("lmStudio.systemPrompt", "parley.companion.replies.system-prompt"),
            text("tts.voiceId", "parley.companion.voice").unless("default"),
            whole(
                    "memory.maxContextWindow",
                    512,
                    128_000,
                    "",
                    "parley.models.windows.ollama",
                    "parley.models.windows.lmstudio"),
            whereTrue("privacy.enforceLocalhost", "127.0.0.1", "parley.http.host"),
            level("privacy.logLevel", LEVEL));

    /** Without any of these a file is somebody else's. */
    static final List<String> SECTIONS = List.of("app", "lmStudio", "tts", "live2d", "memory", "privacy");

    private static final String USUAL_PORT = "3000";

    private CompanionKeys() {}

    /** What the values at a place come to; told by name and place where one is no good. */
    static Config settings(String place, Map<String, String> values, List<CompanionKey> keys) {
        Map<String, Object> settings = new HashMap<>();
        for (CompanionKey key : keys) {
            String value = values.getOrDefault(key.name(), "").strip();
            if (!value.isEmpty()) settings.putAll(settings(place, key, value));
        }
        separateSpeech(values).ifPresent(it -> settings.put("parley.voices.servers.companion.base-url", it));
        return ConfigFactory.parseMap(settings, place);
    }

    private static Map<String, Object> settings(String place, CompanionKey key, String value) {
        try {
            return key.settings().apply(value);
        } catch (Refusal no) {
            throw new CannotStart(key.name() + " in " + place + " " + no.reason(), no);
        }
    }

    /** The separate speech server, unless that is this server, which speaks by itself. */
    private static Optional<String> separateSpeech(Map<String, String> values) {
        String host = values.getOrDefault("TTS_HOST", "").strip();
        String port = values.getOrDefault("TTS_PORT", "").strip();
        if (host.isEmpty() && port.isEmpty()) return Optional.empty();
        String at = port.isEmpty() ? "8000" : port;
        boolean here = Stream.of("", "localhost", "127.0.0.1", "0.0.0.0").anyMatch(host::equals)
                && at.equals(values.getOrDefault("APP_PORT", USUAL_PORT).strip());
        return here ? Optional.empty() : Optional.of("http://" + (host.isEmpty() ? "localhost" : host) + ":" + at);
    }
}
