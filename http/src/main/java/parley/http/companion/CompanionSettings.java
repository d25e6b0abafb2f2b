package parley.http.companion;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import parley.http.live2d.Live2dSettings;

/**
 * What this dialect can be told, {@code parley.companion}.
 *
 * @param enabled whether its addresses are there
 * @param environment what its clients are told that this is, such as development
 * @param voice the voice that speaks where a request names none; empty for the best there is
 * @param origins the web pages that may call its addresses from a browser
 * @param chat how visitors are answered
 */
public record CompanionSettings(
        boolean enabled,
        String environment,
        String voice,
        GuestSettings guests,
        Set<String> origins,
        Limit limit,
        Replies replies,
        SpeechSettings speech,
        Live2dSettings live2d,
        ChatSettings chat) {
    public CompanionSettings {
        origins = Set.copyOf(origins);
    }

    /**
     * How many requests that cost something one client may send.
     *
     * @param requests so many within a window, of each kind
     */
    record Limit(int requests, Duration window) {}

    /**
     * How replies are made.
     *
     * @param maxTokens the most tokens of one
     * @param temperature what models are asked to answer at
     * @param timeout how long a model may take to begin its answer
     * @param systemPrompt the persona that answers where no character does; empty for a friendly one
     */
    record Replies(int maxTokens, double temperature, Duration timeout, String systemPrompt) {}

    /** Reads {@code parley}: its own part, and where the server listens. */
    public static CompanionSettings from(Config parley) {
        Config own = parley.getConfig("companion");
        String environment = own.getString("environment");
        return new CompanionSettings(
                own.getBoolean("enabled"),
                environment,
                own.getString("voice"),
                GuestSettings.from(own, environment, parley.getString("http.host")),
                Set.copyOf(origins(own)),
                new Limit(own.getInt("limit.requests"), own.getDuration("limit.window")),
                new Replies(
                        parley.getInt("conversation.max-tokens"),
                        temperature(parley.getString("models.wire.temperature")),
                        parley.getDuration("models.wire.first-byte-timeout"),
                        own.getString("replies.system-prompt")),
                SpeechSettings.from(own.getConfig("speech")),
                Live2dSettings.from(own.getConfig("live2d")),
                ChatSettings.from(own.getConfig("chat")));
    }

    /** 1 is usual at most providers. */
    private static double temperature(String asked) {
        return asked.isBlank() ? 1 : Double.parseDouble(asked);
    }

    private static List<String> origins(Config own) {
        List<String> told = Arrays.stream(own.getString("origin").split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
        return told.isEmpty() ? own.getStringList("origins") : told;
    }
}
