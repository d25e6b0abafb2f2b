package parley.http.recording;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How recordings are made, out of {@code parley.recording}.
 *
 * @param folder where their files are kept
 * @param longest how long one may play
 * @param atOnce how many are made at the same time
 * @param sentencesAhead sentences of one recording that are made into sound before they are needed
 */
public record StudioSettings(Path folder, Duration longest, int atOnce, int sentencesAhead) {
    public StudioSettings {
        if (atOnce < 1 || sentencesAhead < 0)
            throw new IllegalArgumentException("parley.recording.at-once must be 1 or more, sentences-ahead 0 or more");
    }

    public static StudioSettings from(Config config) {
        return new StudioSettings(
                Path.of(config.getString("folder")),
                config.getDuration("longest"),
                config.getInt("at-once"),
                config.getInt("sentences-ahead"));
    }
}
