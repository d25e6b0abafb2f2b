package parley.engine.connection;

import com.typesafe.config.Config;
import parley.engine.kernel.EntitySettings;

/** The settings of the connections' room, {@code parley.connections}. */
public record ConnectionSettings(EntitySettings entity, ProviderCatalogue providers) {
    public static ConnectionSettings from(Config config) {
        return new ConnectionSettings(
                EntitySettings.from(config.getConfig("entity")), ProviderCatalogue.from(config.getConfig("providers")));
    }
}
