package parley.engine.market;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.VoiceChoice;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.market.StallCommand.Shown;

/** Finds stalls in the cluster, and the agents that go there and come from there. */
final class ShardedMarket implements Market {
    private final Residence<StallCommand> stalls;
    private final Agents agents;
    private final Clock clock;
    private final SecureRandom random;

    ShardedMarket(ActorSystem<?> system, Agents agents, MarketSettings settings, Clock clock, SecureRandom random) {
        this.agents = agents;
        this.clock = clock;
        this.random = random;
        stalls = Residence.open(
                system,
                Stall.KEY,
                settings.entity(),
                entity -> Stall.create(new AgentId(entity.getEntityId()), entity.getShard(), settings.entity()));
    }

    @Override
    public CompletionStage<Offer> publish(UserId publisher, AgentId agent, Notice notice) {
        return agents.profile(publisher, agent)
                .thenCompose(it -> stalls.ask(
                        agent.value(),
                        to -> new StallCommand.Publish(
                                publisher,
                                withoutConnections(it.casting()),
                                notice,
                                it.createdAt(),
                                clock.instant(),
                                to)));
    }

    @Override
    public CompletionStage<Offer> withdraw(UserId publisher, AgentId agent) {
        return stalls.ask(agent.value(), to -> new StallCommand.Withdraw(publisher, clock.instant(), to));
    }

    @Override
    public CompletionStage<Offer> offer(AgentId agent) {
        return shown(null, agent).thenApply(Shown::offer);
    }

    @Override
    public CompletionStage<Rating> rate(UserId user, AgentId agent, int stars, String review) {
        Rating rating = new Rating(agent, user, stars, review, clock.instant());
        return stalls.ask(agent.value(), to -> new StallCommand.Rate(rating, to));
    }

    @Override
    public CompletionStage<AgentProfile> take(UserId user, AgentId agent, UnaryOperator<Casting> adjusted) {
        return shown(user, agent).thenCompose(it -> {
            // Before anything is recorded, so that what cannot be cast is not counted.
            Casting casting = withoutConnections(adjusted.apply(it.offer().casting()));
            AgentId copy = it.copy();
            return copy == null ? takeNew(user, agent, null, casting) : takeAgain(user, agent, copy, casting);
        });
    }

    private CompletionStage<Shown> shown(@Nullable UserId who, AgentId agent) {
        return stalls.ask(agent.value(), to -> new StallCommand.Show(who, to));
    }

    /** The copy's id is recorded first: whoever comes in between, or after a crash, goes on with the same. */
    private CompletionStage<AgentProfile> takeNew(
            UserId user, AgentId agent, @Nullable AgentId instead, Casting casting) {
        AgentId copy = new AgentId(Fresh.id("agent", random));
        return stalls.<Shown>ask(agent.value(), to -> new StallCommand.Take(user, copy, instead, clock.instant(), to))
                .thenCompose(_ -> agents.adopt(user, copy, casting, clock.instant()));
    }

    /** A copy that is there is enough; one that never came to be is made now, one that is retired is made anew. */
    private CompletionStage<AgentProfile> takeAgain(UserId user, AgentId agent, AgentId copy, Casting casting) {
        return refused(agents.profile(user, copy), Refusal.Kind.NOT_FOUND)
                .thenCompose(missing -> missing
                        ? refused(agents.adopt(user, copy, casting, clock.instant()), Refusal.Kind.CONFLICT)
                                .thenCompose(retired ->
                                        retired ? takeNew(user, agent, copy, casting) : agents.profile(user, copy))
                        : CompletableFuture.failedFuture(taken()));
    }

    /** Whether the answer is this no; any other failure stays one. */
    private static CompletionStage<Boolean> refused(CompletionStage<?> answer, Refusal.Kind no) {
        return answer.<Boolean>thenApply(_ -> false)
                .exceptionallyCompose(failure ->
                        Refusal.in(failure).filter(it -> it.kind() == no).isPresent()
                                ? CompletableFuture.completedFuture(true)
                                : CompletableFuture.failedFuture(failure));
    }

    static Refusal taken() {
        return Refusal.conflict("Agent already imported");
    }

    /** Nothing of a publisher's own is given away: not even which connection it was. */
    private static Casting withoutConnections(Casting it) {
        VoiceChoice choice = it.voiceChoice();
        return new Casting(
                it.name(),
                it.persona(),
                ModelRef.DEFAULT,
                it.voice(),
                choice == null ? null : new VoiceChoice(choice.enabled(), null, null, null));
    }
}
