package parley.engine.agent;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.UserId;

/** The door to every agent. Only its owner may see or change an agent; to anybody else it is NOT_FOUND. */
public interface Agents {
    /** Makes a new agent. */
    CompletionStage<AgentProfile> create(UserId owner, Casting casting);

    /**
     * Makes an agent that was elsewhere before, under the id that it had there. Where its owner has it already, it stays as
     * it is; CONFLICT where the id is somebody else's, or the agent was retired.
     */
    CompletionStage<AgentProfile> adopt(UserId owner, AgentId agent, Casting casting, Instant createdAt);

    /** What an agent is. */
    CompletionStage<AgentProfile> profile(UserId owner, AgentId agent);

    /** Casts an agent anew; the whole casting is replaced. */
    CompletionStage<AgentProfile> recast(UserId owner, AgentId agent, Casting casting);

    /** Retires an agent; it is NOT_FOUND afterwards, rooms that it sat in keep what it said. */
    CompletionStage<AgentProfile> retire(UserId owner, AgentId agent);

    /** The agents of the whole cluster. */
    static Agents sharded(ActorSystem<?> system, AgentSettings settings, Clock clock, SecureRandom random) {
        return new ShardedAgents(system, settings, clock, random);
    }
}
