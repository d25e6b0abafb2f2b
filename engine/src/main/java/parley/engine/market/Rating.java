package parley.engine.market;

import java.time.Instant;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** What a user says of somebody else's agent: 1 to 5 stars, and perhaps why. */
public record Rating(AgentId agent, UserId user, int stars, String review, Instant at) implements Message {
    private static final int MOST_STARS = 5;
    private static final int LONGEST_REVIEW = 1000;

    public Rating {
        if (stars < 1 || stars > MOST_STARS) throw Refusal.invalid("a rating must be 1 to " + MOST_STARS);
        if (review.length() > LONGEST_REVIEW)
            throw Refusal.invalid("a review must be at most " + LONGEST_REVIEW + " characters");
    }
}
