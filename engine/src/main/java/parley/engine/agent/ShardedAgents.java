package parley.engine.agent;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Finds agents in the cluster; it gives new ones their ids and every change its time. */
final class ShardedAgents implements Agents {
    private final Residence<Agent.Command> agents;
    private final Clock clock;
    private final SecureRandom random;

    ShardedAgents(ActorSystem<?> system, AgentSettings settings, Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        agents = Residence.open(
                system,
                Agent.KEY,
                settings.entity(),
                entity -> Agent.create(new AgentId(entity.getEntityId()), entity.getShard(), settings.entity()));
    }

    @Override
    public CompletionStage<AgentProfile> create(UserId owner, Casting casting) {
        return agents.ask(Fresh.id("agent", random), to -> new Agent.Create(owner, casting, clock.instant(), to));
    }

    @Override
    public CompletionStage<AgentProfile> adopt(UserId owner, AgentId agent, Casting casting, Instant createdAt) {
        return agents.ask(agent.value(), to -> new Agent.Adopt(owner, casting, createdAt, to));
    }

    @Override
    public CompletionStage<AgentProfile> profile(UserId owner, AgentId agent) {
        return agents.ask(agent.value(), to -> new Agent.GetProfile(owner, to));
    }

    @Override
    public CompletionStage<AgentProfile> recast(UserId owner, AgentId agent, Casting casting) {
        return agents.ask(agent.value(), to -> new Agent.CastAnew(owner, casting, clock.instant(), to));
    }

    @Override
    public CompletionStage<AgentProfile> retire(UserId owner, AgentId agent) {
        return agents.ask(agent.value(), to -> new Agent.Retire(owner, clock.instant(), to));
    }
}
