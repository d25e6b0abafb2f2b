package parley.engine.ledger;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.UserId;

/** The door to every credit account. Each step is idempotent by its id. */
public interface Accounts {
    /** Takes the lost attempts that no user pays for. */
    UserId WASTE = new UserId("platform.waste");

    CompletionStage<Balance> balance(UserId user);

    /** Adds credits once for each grant id, for instance {@code welcome}. */
    CompletionStage<Balance> grant(UserId user, String grant, long credits, String reason);

    /** Sets credits aside; EXHAUSTED where fewer are available. A hold that was released or settled stays ended. */
    CompletionStage<Balance> hold(UserId user, HoldId hold, long credits);

    /** Takes the true cost out of a hold, never more than was held, and frees the rest. */
    CompletionStage<Balance> settle(UserId user, HoldId hold, long credits, String reason);

    /** Ends a hold without a charge. One that is not known yet can then never be held. */
    CompletionStage<Balance> release(UserId user, HoldId hold);

    /** Books a cost that nobody pays for on {@link #WASTE}, once for each entry id. */
    CompletionStage<Balance> waste(String entry, long credits, String reason);

    /** The accounts of the whole cluster. */
    static Accounts sharded(ActorSystem<?> system, LedgerSettings settings, Clock clock) {
        return new ShardedAccounts(system, settings, clock);
    }
}
