package parley.http.voice.remote;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.engine.kernel.Secret;

/**
 * What {@code parley.voices.servers} says: the servers that are configured, and how long and how much one may take.
 */
public record ServerSettings(
        List<Server> own, List<Server> companion, List<Server> openAi, List<Server> elevenLabs, Limits limits) {
    /** How long a server may take to be reached, to begin its answer and to end it, and the most bytes of an answer. */
    record Limits(Duration connect, Duration firstByte, Duration total, long largest) {}

    /** Reads {@code parley.voices.servers}. */
    public static ServerSettings of(Config servers) {
        Config wire = servers.getConfig("wire");
        return new ServerSettings(
                named("server", servers.getConfig("own")),
                named("companion", servers.getConfig("companion")),
                keyed(named("openai", servers.getConfig("openai"))),
                keyed(named("elevenlabs", servers.getConfig("elevenlabs"))),
                new Limits(
                        wire.getDuration("connect-timeout"),
                        wire.getDuration("first-byte-timeout"),
                        wire.getDuration("total-timeout"),
                        wire.getBytes("largest")));
    }

    private static List<Server> named(String engine, Config config) {
        String base = config.getString("base-url").strip();
        String key = config.getString("api-key").strip();
        List<String> voices = Arrays.stream(config.getString("voices").split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
        if (base.isEmpty() || voices.isEmpty()) return List.of();
        return List.of(new Server(
                engine,
                URI.create(base),
                Optional.of(key).filter(it -> !it.isEmpty()).map(Secret::new),
                config.getString("model").strip(),
                voices,
                config.getBoolean("timings")));
    }

    /** What makes the sounds of an engine's voices different from those it made with other settings. */
    public String edition(String engine) {
        return Stream.of(own, companion, openAi, elevenLabs)
                .flatMap(List::stream)
                .filter(it -> it.engine().equals(engine))
                .map(it -> it.base() + " " + it.model())
                .findFirst()
                .orElse("");
    }

    private static List<Server> keyed(List<Server> servers) {
        return servers.stream().filter(it -> it.key().isPresent()).toList();
    }
}
