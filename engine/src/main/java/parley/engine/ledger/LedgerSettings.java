package parley.engine.ledger;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.engine.kernel.EntitySettings;

/**
 * The settings of the ledger, {@code parley.ledger}.
 *
 * @param endedRemembered how many ended holds an account remembers at the least
 * @param promiseFor how long credits are promised to a hold that has not come
 */
public record LedgerSettings(EntitySettings entity, int endedRemembered, Duration promiseFor) {
    public static LedgerSettings from(Config config) {
        return new LedgerSettings(
                EntitySettings.from(config.getConfig("entity")),
                config.getInt("ended-remembered"),
                config.getDuration("promise-for"));
    }
}
