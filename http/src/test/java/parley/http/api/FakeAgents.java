package parley.http.api;

import static parley.http.api.FakeUsers.refused;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.CharacterProfile;
import parley.engine.agent.CharacterQuery;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Agents in memory, each a second younger than the one before. */
final class FakeAgents implements Agents, AgentIndex {
    private final Map<AgentId, AgentProfile> known = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public CompletionStage<AgentProfile> create(UserId owner, Casting casting) {
        int number = made.incrementAndGet();
        Instant at = Instant.EPOCH.plusSeconds(number);
        AgentProfile profile = new AgentProfile(new AgentId("agent-" + number), owner, casting, at, at);
        known.put(profile.id(), profile);
        return CompletableFuture.completedFuture(profile);
    }

    @Override
    public CompletionStage<AgentProfile> adopt(UserId owner, AgentId agent, Casting casting, Instant createdAt) {
        AgentProfile profile = new AgentProfile(agent, owner, casting, createdAt, createdAt);
        AgentProfile there = known.putIfAbsent(agent, profile);
        if (there != null && !there.owner().equals(owner))
            return refused(Refusal.conflict("an agent of that id exists"));
        return CompletableFuture.completedFuture(there == null ? profile : there);
    }

    @Override
    public CompletionStage<AgentProfile> profile(UserId owner, AgentId agent) {
        return withOwn(owner, agent, it -> it);
    }

    @Override
    public CompletionStage<AgentProfile> recast(UserId owner, AgentId agent, Casting casting) {
        return withOwn(owner, agent, it -> {
            AgentProfile recast = new AgentProfile(
                    agent, owner, casting, it.createdAt(), it.updatedAt().plusSeconds(60));
            known.put(agent, recast);
            return recast;
        });
    }

    @Override
    public CompletionStage<AgentProfile> retire(UserId owner, AgentId agent) {
        return withOwn(owner, agent, it -> {
            known.remove(agent);
            return it;
        });
    }

    @Override
    public CompletionStage<Page<AgentProfile>> agents(UserId owner, Page.Request page) {
        Comparator<AgentProfile> byTime = Comparator.comparing(AgentProfile::createdAt);
        List<AgentProfile> own = known.values().stream()
                .filter(it -> it.owner().equals(owner))
                .sorted(page.oldestFirst() ? byTime : byTime.reversed())
                .toList();
        List<AgentProfile> slice =
                own.stream().skip(page.offset()).limit(page.limit()).toList();
        return CompletableFuture.completedFuture(new Page<>(slice, own.size(), page.page(), page.limit()));
    }

    private CompletionStage<AgentProfile> withOwn(
            UserId owner, AgentId agent, Function<AgentProfile, AgentProfile> change) {
        AgentProfile profile = known.get(agent);
        return profile == null || !profile.owner().equals(owner)
                ? refused(Refusal.notFound("there is no such agent"))
                : CompletableFuture.completedFuture(change.apply(profile));
    }

    @Override
    public CompletionStage<Page<CharacterProfile>> characters(UserId owner, CharacterQuery query) {
        return CompletableFuture.completedFuture(
                new Page<>(List.of(), 0, 1, query.page().limit()));
    }
}
