package parley.engine.kernel;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the durable actors of one kind live.
 *
 * @param askTimeout how long a door waits for an answer
 * @param idle how long an actor stays in memory with nothing to do
 * @param snapshotEvery how many events lie between two snapshots
 * @param restartFrom the first pause after a failed write, doubled each time
 * @param restartTo the longest such pause
 */
public record EntitySettings(
        Duration askTimeout, Duration idle, int snapshotEvery, Duration restartFrom, Duration restartTo) {
    public static EntitySettings from(Config config) {
        return new EntitySettings(
                config.getDuration("ask-timeout"),
                config.getDuration("idle"),
                config.getInt("snapshot-every"),
                config.getDuration("restart-from"),
                config.getDuration("restart-to"));
    }
}
