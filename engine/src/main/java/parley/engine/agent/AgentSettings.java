package parley.engine.agent;

import com.typesafe.config.Config;
import parley.engine.kernel.EntitySettings;

/** The settings of the agents' room, {@code parley.agent}. */
public record AgentSettings(EntitySettings entity) {
    public static AgentSettings from(Config config) {
        return new AgentSettings(EntitySettings.from(config.getConfig("entity")));
    }
}
