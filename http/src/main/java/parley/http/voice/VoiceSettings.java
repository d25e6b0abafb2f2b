package parley.http.voice;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import parley.http.voice.program.ProgramSettings;
import parley.http.voice.remote.ServerSettings;

/**
 * What {@code parley.voices} says.
 *
 * @param workers threads of Mary's, {@code 0} where she is off
 * @param here the bounds of an engine on this machine
 * @param elsewhere the bounds of a server
 * @param sounds where sounds are kept, and the most bytes of them; 0 keeps none
 */
public record VoiceSettings(
        boolean enabled,
        int workers,
        int queue,
        Duration timeout,
        ProgramSettings programs,
        ServerSettings servers,
        GuardedSpeaker.Bounds here,
        GuardedSpeaker.Bounds elsewhere,
        Path sounds,
        long keptBytes) {
    /** Reads {@code parley.voices} out of a whole configuration, and {@code parley.data}. */
    public static VoiceSettings of(Config config) {
        Config voices = config.getConfig("parley.voices");
        return new VoiceSettings(
                voices.getBoolean("enabled"),
                voices.getBoolean("mary.enabled") ? voices.getInt("mary.workers") : 0,
                voices.getInt("mary.queue"),
                voices.getDuration("mary.timeout"),
                ProgramSettings.of(voices.getConfig("programs")),
                ServerSettings.of(voices.getConfig("servers")),
                GuardedSpeaker.Bounds.of(voices.getConfig("bounds.here")),
                GuardedSpeaker.Bounds.of(voices.getConfig("bounds.elsewhere")),
                Path.of(config.getString("parley.data"), "sounds"),
                voices.getBytes("cache"));
    }
}
