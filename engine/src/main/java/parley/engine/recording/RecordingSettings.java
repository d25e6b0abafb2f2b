package parley.engine.recording;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.engine.kernel.EntitySettings;

/**
 * What {@code parley.recording} says.
 *
 * @param most recordings that one conversation may have
 * @param attempts how often one is begun over crashes before it fails
 * @param longest how long a recording may play
 */
public record RecordingSettings(EntitySettings entity, int most, int attempts, Duration longest) {
    /** A WAV file counts its bytes with 32 bits. */
    private static final Duration LONGEST = Duration.ofHours(12);

    public RecordingSettings {
        if (longest.isNegative() || longest.isZero() || longest.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("parley.recording.longest must be more than nothing and at most 12 h");
        if (most < 1 || attempts < 1)
            throw new IllegalArgumentException("parley.recording.most and attempts must be 1 or more");
    }

    public static RecordingSettings from(Config config) {
        return new RecordingSettings(
                EntitySettings.from(config.getConfig("entity")),
                config.getInt("most"),
                config.getInt("attempts"),
                config.getDuration("longest"));
    }
}
