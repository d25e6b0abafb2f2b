package parley.engine.floor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/**
 * Why somebody speaks, so that any choice can be audited and made again.
 *
 * @param policy the policy's name
 * @param candidates who could have spoken, in the order they sit
 * @param reason one sentence for people
 * @param seed what chance there was, or 0
 * @param insteadOf the policy that was asked first and could not decide; absent where the first one decided
 */
public record Choice(
        String policy,
        List<AgentId> candidates,
        String reason,
        long seed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String insteadOf) {
    public Choice {
        candidates = List.copyOf(candidates);
    }

    /** A choice of the policy that was asked first. */
    public Choice(String policy, List<AgentId> candidates, String reason, long seed) {
        this(policy, candidates, reason, seed, null);
    }
}
