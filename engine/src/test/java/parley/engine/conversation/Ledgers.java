package parley.engine.conversation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Standing;

/** One purse for everybody, exact like the real one. */
final class Ledgers implements Accounts {
    private final Map<HoldId, Long> holds = new ConcurrentHashMap<>();
    final Map<HoldId, Long> settled = new ConcurrentHashMap<>();
    final Map<String, Long> wasted = new ConcurrentHashMap<>();
    long available = 10_000;

    @Override
    public synchronized CompletionStage<Balance> carry(UserId user, Order order) {
        return switch (order) {
            case Order.SetAside it -> hold(it);
            case Order.Settle it -> settle(it);
            case Order.Release it -> release(it);
            case Order.Waste it -> {
                wasted.put(it.entry(), it.credits());
                yield answer();
            }
            default -> CompletableFuture.failedFuture(Refusal.invalid("no room orders " + order));
        };
    }

    @Override
    public synchronized CompletionStage<Balance> promise(
            UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
        return credits > available && !holds.containsKey(hold) ? refused(credits) : answer();
    }

    @Override
    public synchronized CompletionStage<Standing> standing(UserId user) {
        return CompletableFuture.completedFuture(new Standing(balance(), List.of(), List.of(), List.of()));
    }

    private CompletionStage<Balance> hold(Order.SetAside it) {
        long more = it.credits() - holds.getOrDefault(it.hold(), 0L);
        if (more > available) return refused(more);
        if (more > 0 || !holds.containsKey(it.hold())) {
            available -= more;
            holds.put(it.hold(), it.credits());
        }
        return answer();
    }

    private CompletionStage<Balance> settle(Order.Settle it) {
        Long held = holds.remove(it.hold());
        if (held != null) {
            available += held - it.credits();
            settled.merge(it.hold(), it.credits(), Long::sum);
        }
        return answer();
    }

    private CompletionStage<Balance> release(Order.Release it) {
        Long held = holds.remove(it.hold());
        if (held != null) available += held;
        return answer();
    }

    private CompletionStage<Balance> refused(long required) {
        return CompletableFuture.failedFuture(Refusal.insufficient("", required, available));
    }

    private CompletionStage<Balance> answer() {
        return CompletableFuture.completedFuture(balance());
    }

    private Balance balance() {
        return new Balance(available, 0, 0);
    }
}
