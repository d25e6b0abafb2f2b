package parley.http.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.Budget;
import parley.engine.ledger.Grant;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Standing;

/** Everybody begins with the same credits; what is given and taken by hand is counted, and budgets are kept. */
final class FakeAccounts implements Accounts {
    private final Map<UserId, Standing> standings = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    /** Everything that was asked for, oldest first. */
    final List<Order> orders = new ArrayList<>();

    private static Standing beginning() {
        Grant welcome = new Grant("welcome", GrantType.WELCOME, 70, 100, null, Instant.EPOCH);
        return new Standing(new Balance(70, 20, 10), List.of(welcome), List.of(), List.of());
    }

    private Standing now(UserId user) {
        return standings.getOrDefault(user, beginning());
    }

    @Override
    public synchronized CompletionStage<Balance> carry(UserId user, Order order) {
        orders.add(order);
        try {
            standings.put(user, after(now(user), order));
            return CompletableFuture.completedFuture(now(user).balance());
        } catch (Refusal no) {
            return CompletableFuture.failedFuture(no);
        }
    }

    private Standing after(Standing it, Order order) {
        return switch (order) {
            case Order.Give give -> changed(it, give.grant(), give.credits());
            case Order.Refund refund -> changed(it, refund.refund(), refund.credits());
            case Order.Deduct deduct -> {
                long available = it.balance().available();
                if (deduct.credits() > available) throw Refusal.insufficient("", deduct.credits(), available);
                yield changed(it, deduct.deduction(), -deduct.credits());
            }
            case Order.SetBudget set ->
                budgets(it, set.name(), new Budget(set.name(), set.most(), set.imposed(), 3, null));
            case Order.RemoveBudget remove -> {
                if (!remove.imposing() && imposed(it, remove.name())) throw Refusal.forbidden("it is imposed");
                yield budgets(it, remove.name(), null);
            }
            default -> it;
        };
    }

    private static boolean imposed(Standing it, Budget.Name name) {
        return it.budgets().stream()
                .anyMatch(budget -> budget.imposed() && budget.name().equals(name));
    }

    private Standing changed(Standing it, String id, long credits) {
        if (!done.add(id)) return it;
        Balance balance = it.balance();
        Balance changed = new Balance(balance.available() + credits, balance.held(), balance.spent());
        return new Standing(changed, it.grants(), it.holds(), it.budgets());
    }

    private static Standing budgets(Standing it, Budget.Name name, @Nullable Budget budget) {
        List<Budget> budgets = new ArrayList<>(it.budgets());
        budgets.removeIf(old -> old.name().equals(name));
        if (budget != null) budgets.add(budget);
        return new Standing(it.balance(), it.grants(), it.holds(), budgets);
    }

    @Override
    public synchronized CompletionStage<Balance> promise(
            UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
        return CompletableFuture.completedFuture(now(user).balance());
    }

    @Override
    public synchronized CompletionStage<Standing> standing(UserId user) {
        return CompletableFuture.completedFuture(now(user));
    }
}
