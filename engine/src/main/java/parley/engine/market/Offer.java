package parley.engine.market;

import java.time.Instant;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/**
 * An agent on offer.
 *
 * @param casting the agent as it was when it was published, without any connection
 * @param stars the sum of all ratings
 * @param ratings how many users have rated it
 * @param imports how many users have taken it
 * @param createdAt when the agent was made
 */
public record Offer(
        AgentId agent,
        UserId publisher,
        Casting casting,
        Notice notice,
        long stars,
        int ratings,
        int imports,
        Instant createdAt,
        Instant publishedAt)
        implements Message {
    /** The mean rating, 0 where nobody has rated. */
    public double rating() {
        return ratings == 0 ? 0 : (double) stars / ratings;
    }
}
