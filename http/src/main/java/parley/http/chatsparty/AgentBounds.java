package parley.http.chatsparty;

import com.typesafe.config.Config;

/**
 * How much of agents there may be here, {@code parley.chatsparty.agents}.
 *
 * @param most agents of one user
 */
public record AgentBounds(int most) {
    static AgentBounds from(Config config) {
        return new AgentBounds(config.getInt("most"));
    }
}
