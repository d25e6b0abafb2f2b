package parley.engine.storage;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.engine.kernel.EntitySettings;

/**
 * The settings of the files' room, {@code parley.files}.
 *
 * @param uploadWithin how long an upload may take
 * @param sweepEvery how often leftovers are cleared away
 */
public record FileSettings(EntitySettings entity, Limits limits, Duration uploadWithin, Duration sweepEvery) {
    /**
     * How much may be stored.
     *
     * @param bytes of all files of one user
     * @param files of one user
     * @param largest bytes of one file
     */
    public record Limits(long bytes, int files, long largest) {}

    public static FileSettings from(Config config) {
        return new FileSettings(
                EntitySettings.from(config.getConfig("entity")),
                new Limits(config.getBytes("quota"), config.getInt("most"), config.getBytes("largest")),
                config.getDuration("upload-within"),
                config.getDuration("sweep-every"));
    }
}
