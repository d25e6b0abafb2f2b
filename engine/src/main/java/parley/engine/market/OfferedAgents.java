package parley.engine.market;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Agents that are not on offer any longer than they are there. */
record OfferedAgents(Agents agents, Market market) implements Agents {
    @Override
    public CompletionStage<AgentProfile> create(UserId owner, Casting casting) {
        return agents.create(owner, casting);
    }

    @Override
    public CompletionStage<AgentProfile> adopt(UserId owner, AgentId agent, Casting casting, Instant createdAt) {
        return agents.adopt(owner, agent, casting, createdAt);
    }

    @Override
    public CompletionStage<AgentProfile> profile(UserId owner, AgentId agent) {
        return agents.profile(owner, agent);
    }

    @Override
    public CompletionStage<AgentProfile> recast(UserId owner, AgentId agent, Casting casting) {
        return agents.recast(owner, agent, casting);
    }

    /** Most agents never were on offer. The offer goes first, so that whoever has to try again can. */
    @Override
    public CompletionStage<AgentProfile> retire(UserId owner, AgentId agent) {
        return market.withdraw(owner, agent)
                .thenApply(_ -> agent)
                .exceptionallyCompose(failure -> isUnknown(failure)
                        ? CompletableFuture.completedFuture(agent)
                        : CompletableFuture.failedFuture(failure))
                .thenCompose(it -> agents.retire(owner, it));
    }

    private static boolean isUnknown(Throwable failure) {
        return Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                .isPresent();
    }
}
