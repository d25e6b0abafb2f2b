package parley.engine.market;

import com.typesafe.config.Config;
import parley.engine.kernel.EntitySettings;

/** The settings of the market, {@code parley.market}. */
public record MarketSettings(EntitySettings entity) {
    public static MarketSettings from(Config config) {
        return new MarketSettings(EntitySettings.from(config.getConfig("entity")));
    }
}
