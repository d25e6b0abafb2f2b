package parley.http.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;

/** Everybody has the same credits. */
final class FakeAccounts implements Accounts {
    private static final Balance BALANCE = new Balance(70, 20, 10);

    @Override
    public CompletionStage<Balance> balance(UserId user) {
        return CompletableFuture.completedFuture(BALANCE);
    }

    @Override
    public CompletionStage<Balance> grant(UserId user, String grant, long credits, String reason) {
        return balance(user);
    }

    @Override
    public CompletionStage<Balance> hold(UserId user, HoldId hold, long credits) {
        return balance(user);
    }

    @Override
    public CompletionStage<Balance> settle(UserId user, HoldId hold, long credits, String reason) {
        return balance(user);
    }

    @Override
    public CompletionStage<Balance> release(UserId user, HoldId hold) {
        return balance(user);
    }

    @Override
    public CompletionStage<Balance> waste(String entry, long credits, String reason) {
        return CompletableFuture.completedFuture(BALANCE);
    }
}
