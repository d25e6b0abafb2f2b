package parley.http.main;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Standing;

/** Accounts as they are, with fail-points around holds and settlements. */
record DoomedAccounts(Accounts accounts, Doom doom) implements Accounts {
    @Override
    public CompletionStage<Balance> carry(UserId user, Order order) {
        if (order instanceof Order.Settle) doom.at(FailPoint.BEFORE_SETTLE);
        return accounts.carry(user, order).thenApply(balance -> {
            if (order instanceof Order.SetAside) doom.at(FailPoint.AFTER_HOLD);
            if (order instanceof Order.Settle) doom.at(FailPoint.AFTER_SETTLE);
            return balance;
        });
    }

    @Override
    public CompletionStage<Balance> promise(UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
        return accounts.promise(user, hold, credits, purpose);
    }

    @Override
    public CompletionStage<Standing> standing(UserId user) {
        return accounts.standing(user);
    }
}
