package parley.http.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Standing;

/** Everybody has the same credits. */
final class FakeAccounts implements Accounts {
    private static final Balance BALANCE = new Balance(70, 20, 10);

    @Override
    public CompletionStage<Balance> carry(UserId user, Order order) {
        return CompletableFuture.completedFuture(BALANCE);
    }

    @Override
    public CompletionStage<Balance> promise(UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
        return CompletableFuture.completedFuture(BALANCE);
    }

    @Override
    public CompletionStage<Standing> standing(UserId user) {
        return CompletableFuture.completedFuture(new Standing(BALANCE, List.of(), List.of(), List.of()));
    }
}
