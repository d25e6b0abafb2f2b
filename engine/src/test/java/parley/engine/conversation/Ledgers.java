package parley.engine.conversation;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;

/** One purse for everybody, exact like the real one. */
final class Ledgers implements Accounts {
    private final Map<HoldId, Long> holds = new ConcurrentHashMap<>();
    final Map<HoldId, Long> settled = new ConcurrentHashMap<>();
    final Map<String, Long> wasted = new ConcurrentHashMap<>();
    private long available = 10_000;

    @Override
    public synchronized CompletionStage<Balance> balance(UserId user) {
        return answer();
    }

    @Override
    public synchronized CompletionStage<Balance> grant(UserId user, String grant, long credits, String reason) {
        available += credits;
        return answer();
    }

    @Override
    public synchronized CompletionStage<Balance> hold(UserId user, HoldId hold, long credits) {
        if (holds.containsKey(hold)) return answer();
        if (credits > available) return CompletableFuture.failedFuture(Refusal.exhausted("not enough"));
        available -= credits;
        holds.put(hold, credits);
        return answer();
    }

    @Override
    public synchronized CompletionStage<Balance> settle(UserId user, HoldId hold, long credits, String reason) {
        Long held = holds.remove(hold);
        if (held != null) {
            available += held - credits;
            settled.merge(hold, credits, Long::sum);
        }
        return answer();
    }

    @Override
    public synchronized CompletionStage<Balance> release(UserId user, HoldId hold) {
        Long held = holds.remove(hold);
        if (held != null) available += held;
        return answer();
    }

    @Override
    public synchronized CompletionStage<Balance> waste(String entry, long credits, String reason) {
        wasted.put(entry, credits);
        return answer();
    }

    private CompletionStage<Balance> answer() {
        return CompletableFuture.completedFuture(new Balance(available, 0, 0));
    }
}
