package parley.engine.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;

/**
 * What a user's account came to on another server when they moved here.
 *
 * @param balance not below zero: an account here never is
 * @param used all that was ever charged there
 * @param purchased all that was ever bought there
 * @param plan what they had subscribed to, in a word
 * @param refilled when they were last given credits again
 */
public record Opening(
        long balance,
        long used,
        long purchased,
        @Nullable String plan,
        @Nullable Instant refilled) implements Message {
    /** As a grant, and as what a statement shows that it was asked for as. */
    public static final String ID = "platform.opening";

    /** The reason that a statement gives for it. */
    public static final String REASON = "opening";

    private static final long MOST = 1_000_000_000_000L;
    private static final int LONGEST_PLAN = 50;

    public Opening {
        if (Math.min(balance, Math.min(used, purchased)) < 0 || Math.max(balance, Math.max(used, purchased)) > MOST)
            throw Refusal.invalid("an account opens with nothing below zero, and nothing absurdly large");
        if (plan != null && (plan.isBlank() || plan.length() > LONGEST_PLAN))
            throw Refusal.invalid("a plan has 1 to " + LONGEST_PLAN + " characters");
    }
}
