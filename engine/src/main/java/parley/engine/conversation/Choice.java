package parley.engine.conversation;

import java.util.List;
import parley.engine.agent.AgentId;

/**
 * Why somebody speaks, so that any choice can be audited and made again.
 *
 * @param policy the policy's name
 * @param candidates who could have spoken, in the order they sit
 * @param reason one sentence for people
 * @param seed what chance there was, or 0
 */
public record Choice(String policy, List<AgentId> candidates, String reason, long seed) {
    public Choice {
        candidates = List.copyOf(candidates);
    }
}
