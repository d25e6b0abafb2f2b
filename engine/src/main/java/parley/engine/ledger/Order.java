package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** A change of an account that is asked for. Each is done once, however often it is asked for: its id tells. */
public sealed interface Order extends Message {

    /**
     * Opens an account with what its user had on another server: CONFLICT where there is anything on it already but what
     * was recalled.
     */
    record Open(Opening opening) implements Order {}

    /** Tells a piece of what happened on another server, before the account is opened; pieces count from 0. */
    record Recall(int piece, List<Past> entries) implements Order {
        public Recall {
            entries = List.copyOf(entries);
        }
    }

    /** Gives credits; lower priorities are used first, and what is left at {@code expires} is lost. */
    record Give(
            String grant,
            GrantType type,
            long credits,
            int priority,
            @Nullable Instant expires,
            String reason,
            @Nullable UserId by)
            implements Order {
        /** Where nobody says otherwise. */
        public static final int USUAL_PRIORITY = 100;
    }

    /**
     * Sets credits aside: EXHAUSTED where fewer are available or a budget leaves fewer. The same hold again with more
     * credits is extended to as many; with fewer it stays as it is. A hold that has ended stays ended.
     */
    record SetAside(
            HoldId hold,
            long credits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Purpose purpose) implements Order {}

    /** Ends a hold: takes the true cost out of it, never more than is held, and frees the rest. */
    record Settle(HoldId hold, long credits, long provider, String reason) implements Order {}

    /** Ends a hold without a charge. One that is not known yet can then never be held. */
    record Release(HoldId hold) implements Order {}

    /** Gives a charge back, or a part of it; never more than was charged. */
    record Refund(String refund, HoldId hold, long credits, String reason, UserId by) implements Order {}

    /** Takes credits away; never more than are available. */
    record Deduct(String deduction, long credits, String reason, UserId by) implements Order {}

    /** Books a cost that nobody pays for; only on the account for waste. */
    record Waste(String entry, long credits, String reason) implements Order {}

    /** Bounds what is spent from now on; one that exists gets the new bound and keeps what was spent of it. */
    record SetBudget(Budget.Name name, long most, boolean imposed, UserId by) implements Order {}

    /** Takes a budget away; FORBIDDEN for {@code imposed} ones, unless {@code imposing}. */
    record RemoveBudget(Budget.Name name, boolean imposing, UserId by) implements Order {}
}
