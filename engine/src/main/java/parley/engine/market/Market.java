package parley.engine.market;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.kernel.UserId;

/** The door to all agents on offer. What is not on offer is NOT_FOUND, to everybody. */
public interface Market {
    /** Offers an agent of one's own as it is now, or again as it is now; NOT_FOUND where it is not one's own. */
    CompletionStage<Offer> publish(UserId publisher, AgentId agent, Notice notice);

    /** Takes an offer back; what others have made of it is theirs. NOT_FOUND where it is not one's own. */
    CompletionStage<Offer> withdraw(UserId publisher, AgentId agent);

    /** What is on offer. */
    CompletionStage<Offer> offer(AgentId agent);

    /** Rates an agent, once for each user: another rating replaces it. FORBIDDEN for one's own agent. */
    CompletionStage<Rating> rate(UserId user, AgentId agent, int stars, String review);

    /**
     * Makes an agent of the user's own of one on offer; its model is the one that the server prefers, whatever the
     * adjustment says. CONFLICT where the user has one of it already, or offers it.
     */
    CompletionStage<AgentProfile> take(UserId user, AgentId agent, UnaryOperator<Casting> adjusted);

    /** The same agents, each of which is taken back from here before it is retired. */
    default Agents offered(Agents agents) {
        return new OfferedAgents(agents, this);
    }

    /** The market of the whole cluster. */
    static Market sharded(
            ActorSystem<?> system, Agents agents, MarketSettings settings, Clock clock, SecureRandom random) {
        return new ShardedMarket(system, agents, settings, clock, random);
    }
}
