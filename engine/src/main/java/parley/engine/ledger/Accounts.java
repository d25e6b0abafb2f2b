package parley.engine.ledger;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/** The door to every credit account. Each order is carried out once, however often it comes; its id tells. */
public interface Accounts {
    /** Takes the lost attempts that no user pays for. */
    UserId WASTE = new UserId("platform.waste");

    /** Carries out an order and answers what is there then; a refusal where it cannot be. */
    CompletionStage<Balance> carry(UserId user, Order order);

    /**
     * Promises credits to a hold that is about to be asked for: whoever comes meanwhile does not get them. EXHAUSTED
     * where the hold would be refused. Forgotten after a moment.
     */
    CompletionStage<Balance> promise(UserId user, HoldId hold, long credits, @Nullable Purpose purpose);

    /** All that is known of an account now. */
    CompletionStage<Standing> standing(UserId user);

    default CompletionStage<Balance> balance(UserId user) {
        return standing(user).thenApply(Standing::balance);
    }

    /** Gives credits that are kept for ever and used after all that are not, once for each grant id. */
    default CompletionStage<Balance> grant(UserId user, String grant, GrantType type, long credits, String reason) {
        return carry(user, new Order.Give(grant, type, credits, Order.Give.USUAL_PRIORITY, null, reason, null));
    }

    /** Opens an account with what its user had on another server, once; CONFLICT where it is in use already. */
    default CompletionStage<Balance> open(UserId user, Opening opening) {
        return carry(user, new Order.Open(opening));
    }

    /** Tells a piece of an account's past on another server before it is opened; pieces count from 0 and come in order. */
    default CompletionStage<Balance> recall(UserId user, int piece, List<Past> entries) {
        return carry(user, new Order.Recall(piece, entries));
    }

    default CompletionStage<Balance> hold(UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
        return carry(user, new Order.SetAside(hold, credits, purpose));
    }

    default CompletionStage<Balance> settle(UserId user, HoldId hold, long credits, long provider, String reason) {
        return carry(user, new Order.Settle(hold, credits, provider, reason));
    }

    default CompletionStage<Balance> release(UserId user, HoldId hold) {
        return carry(user, new Order.Release(hold));
    }

    default CompletionStage<Balance> waste(String entry, long credits, String reason) {
        return carry(WASTE, new Order.Waste(entry, credits, reason));
    }

    /** The accounts of the whole cluster. */
    static Accounts sharded(ActorSystem<?> system, LedgerSettings settings, Clock clock) {
        return new ShardedAccounts(system, settings, clock);
    }
}
