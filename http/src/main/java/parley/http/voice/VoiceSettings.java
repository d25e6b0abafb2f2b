package parley.http.voice;

import com.typesafe.config.Config;
import java.time.Duration;

/** What {@code parley.voices} says. */
public record VoiceSettings(boolean mary, int workers, int queue, Duration timeout, long cacheBytes) {
    /** Reads {@code parley.voices} out of a whole configuration. */
    public static VoiceSettings of(Config config) {
        Config voices = config.getConfig("parley.voices");
        return new VoiceSettings(
                voices.getBoolean("mary.enabled"),
                voices.getInt("mary.workers"),
                voices.getInt("mary.queue"),
                voices.getDuration("mary.timeout"),
                voices.getBytes("cache"));
    }
}
