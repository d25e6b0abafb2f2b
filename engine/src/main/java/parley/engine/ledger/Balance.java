package parley.engine.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/**
 * What an account answers, in credits.
 *
 * @param available free to be held
 * @param held set aside for what has not ended
 * @param spent charged since the account was opened, refunds taken off; wasted on the account for waste
 * @param purchased bought or subscribed to since the account was opened
 * @param refilled when credits were last given again: a purchase, a subscription or a refill
 */
public record Balance(
        long available,
        long held,
        long spent,
        long purchased,
        @Nullable Instant refilled) implements Message {
    public Balance(long available, long held, long spent) {
        this(available, held, spent, 0, null);
    }

    /** Free and held credits together. */
    public long total() {
        return available + held;
    }
}
