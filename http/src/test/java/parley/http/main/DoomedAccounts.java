package parley.http.main;

import java.util.concurrent.CompletionStage;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;

/** Accounts as they are, with fail-points around holds and settlements. */
record DoomedAccounts(Accounts accounts, Doom doom) implements Accounts {
    @Override
    public CompletionStage<Balance> balance(UserId user) {
        return accounts.balance(user);
    }

    @Override
    public CompletionStage<Balance> grant(UserId user, String grant, long credits, String reason) {
        return accounts.grant(user, grant, credits, reason);
    }

    @Override
    public CompletionStage<Balance> hold(UserId user, HoldId hold, long credits) {
        return accounts.hold(user, hold, credits).thenApply(balance -> {
            doom.at(FailPoint.AFTER_HOLD);
            return balance;
        });
    }

    @Override
    public CompletionStage<Balance> settle(UserId user, HoldId hold, long credits, String reason) {
        doom.at(FailPoint.BEFORE_SETTLE);
        return accounts.settle(user, hold, credits, reason).thenApply(balance -> {
            doom.at(FailPoint.AFTER_SETTLE);
            return balance;
        });
    }

    @Override
    public CompletionStage<Balance> release(UserId user, HoldId hold) {
        return accounts.release(user, hold);
    }

    @Override
    public CompletionStage<Balance> waste(String entry, long credits, String reason) {
        return accounts.waste(entry, credits, reason);
    }
}
