package parley.engine.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/**
 * Decides what becomes of an order: events, none where it was done before, or a refusal. Pure, so that any order of
 * orders, crashes and repetitions can be tried without an actor.
 */
record Clerk(UserId owner) {
    /** Far above any real amount, far below an overflow. */
    private static final long MOST = 1_000_000_000_000_000L;

    /** An account keeps a handful of budgets; each is looked at before every turn. */
    static final int MOST_BUDGETS = 100;

    /** The longest reason that is recorded, in characters. */
    static final int LONGEST_REASON = 500;

    /** What is lost because its time is over: first of all that happens at this moment. */
    List<AccountEvent> expired(Credits credits, Instant now) {
        List<AccountEvent> events = new ArrayList<>();
        long total = credits.total();
        for (Grant grant : credits.due(now)) {
            total -= grant.left();
            events.add(new AccountEvent.Expired(grant.grant(), grant.type(), grant.left(), now, total));
        }
        return events;
    }

    /**
     * What becomes of an order.
     *
     * @param promised credits that are available but promised to others
     */
    List<AccountEvent> decide(Credits credits, Order order, Instant now, long promised) {
        return switch (order) {
            case Order.Open it -> open(credits, it.opening(), now);
            case Order.Recall it -> recall(credits, it, now);
            case Order.Give it -> give(credits, it, now);
            case Order.SetAside it -> setAside(credits, it, now, promised);
            case Order.Settle it -> settle(credits, it, now);
            case Order.Release it -> release(credits, it, now);
            case Order.Refund it -> refund(credits, it, now);
            case Order.Deduct it -> deduct(credits, it, now, promised);
            case Order.Waste it -> waste(credits, it, now);
            case Order.SetBudget it -> setBudget(credits, it, now);
            case Order.RemoveBudget it -> removeBudget(credits, it, now);
        };
    }

    private static List<AccountEvent> open(Credits credits, Opening it, Instant now) {
        if (credits.opened()) return List.of();
        if (!credits.fresh()) throw Refusal.conflict("that account is in use already");
        return List.of(new AccountEvent.Opened(
                it.balance(), it.used(), it.purchased(), it.plan(), it.refilled(), now, it.balance()));
    }

    private static List<AccountEvent> recall(Credits credits, Order.Recall it, Instant now) {
        if (it.piece() >= 0 && it.piece() < credits.recalled()) return List.of();
        if (credits.opened() || !credits.fresh()) throw Refusal.conflict("that account is in use already");
        if (it.piece() != credits.recalled() || !Past.fits(it.piece()))
            throw Refusal.invalid("piece " + credits.recalled() + " is next");
        if (it.entries().isEmpty() || it.entries().size() > Past.A_PIECE)
            throw Refusal.invalid("a piece has 1 to " + Past.A_PIECE + " entries");
        return List.of(new AccountEvent.Recalled(it.piece(), it.entries(), now));
    }

    private List<AccountEvent> give(Credits credits, Order.Give it, Instant now) {
        if (credits.known().contains(it.grant())) return List.of();
        check(it.reason());
        if (it.grant().equals(Opening.ID)) throw Refusal.invalid("no grant has the id of an opening");
        if (it.credits() < 1 || it.credits() > MOST - credits.total())
            throw Refusal.invalid("a grant must be 1 credit or more, and not absurdly many");
        Instant expires = it.expires();
        if (expires != null && !expires.isAfter(now)) throw Refusal.invalid("a grant must expire in the future");
        return List.of(new AccountEvent.Granted(
                it.grant(),
                it.credits(),
                it.reason(),
                now,
                it.type(),
                it.priority(),
                expires,
                it.by(),
                credits.total() + it.credits()));
    }

    private List<AccountEvent> setAside(Credits credits, Order.SetAside it, Instant now, long promised) {
        if (credits.ended().outcome(it.hold().value()).isPresent()) throw Refusal.conflict("that hold has ended");
        if (it.credits() < 0) throw Refusal.invalid("a hold is never negative");
        Optional<Hold> before = credits.hold(it.hold());
        long more = it.credits() - before.map(Hold::credits).orElse(0L);
        if (before.isPresent() && more <= 0) return List.of();
        affordable(credits, it.purpose(), more, now, promised);
        List<Portion> from = credits.portions(more);
        return List.of(
                before.isPresent()
                        ? new AccountEvent.Extended(it.hold(), more, from, now)
                        : new AccountEvent.Held(it.hold(), more, now, from, it.purpose()));
    }

    /** Refuses what is not there or what a budget does not leave; what costs nothing can always be had. */
    void affordable(Credits credits, @Nullable Purpose purpose, long more, Instant now, long promised) {
        if (more == 0) return;
        long available = credits.available() - promised;
        if (more > available) throw Refusal.insufficient("", more, Math.max(0, available));
        credits.budgets().stream()
                .filter(it -> it.name().bounds(purpose))
                .filter(it -> more > credits.left(it, now))
                .min(Comparator.comparingLong(it -> credits.left(it, now)))
                .ifPresent(it -> {
                    throw Refusal.insufficient(
                            " in the budget of " + it.name().words(), more, Math.max(0, credits.left(it, now)));
                });
    }

    private static List<AccountEvent> settle(Credits credits, Order.Settle it, Instant now) {
        Optional<Hold> held = credits.hold(it.hold());
        if (held.isEmpty()) return settledBefore(credits, it);
        if (it.credits() < 0) throw Refusal.invalid("a cost is never negative");
        long all = held.get().credits();
        long charged = Math.min(it.credits(), all);
        return List.of(new AccountEvent.Settled(
                it.hold(),
                charged,
                it.reason(),
                now,
                all,
                Math.clamp(it.provider(), 0, charged),
                held.get().purpose(),
                credits.total() - charged));
    }

    private static List<AccountEvent> settledBefore(Credits credits, Order.Settle it) {
        Ended.Outcome outcome =
                credits.ended().outcome(it.hold().value()).orElseThrow(() -> Refusal.notFound("there is no such hold"));
        if (outcome.how() != Ended.How.SETTLED) throw Refusal.conflict("that hold has been released");
        return List.of();
    }

    private static List<AccountEvent> release(Credits credits, Order.Release it, Instant now) {
        Optional<Ended.Outcome> outcome = credits.ended().outcome(it.hold().value());
        if (outcome.isEmpty())
            return List.of(new AccountEvent.Released(
                    it.hold(), now, credits.hold(it.hold()).map(Hold::credits).orElse(0L)));
        if (outcome.get().how() != Ended.How.RELEASED) throw Refusal.conflict("that hold has been settled");
        return List.of();
    }

    private static List<AccountEvent> refund(Credits credits, Order.Refund it, Instant now) {
        if (credits.known().contains(it.refund())) return List.of();
        check(it.reason());
        Ended.Outcome charge = credits.ended()
                .outcome(it.hold().value())
                .filter(outcome -> outcome.how() == Ended.How.SETTLED)
                .orElseThrow(() -> Refusal.notFound("no charge of that id is remembered; give a bonus instead"));
        long most = charge.credits() - charge.refunded();
        if (it.credits() < 1 || it.credits() > most)
            throw Refusal.invalid("a refund must be 1 to " + most + " credits, what is left of that charge");
        return List.of(new AccountEvent.Refunded(
                it.refund(), it.hold(), it.credits(), it.reason(), it.by(), now, credits.total() + it.credits()));
    }

    private static List<AccountEvent> deduct(Credits credits, Order.Deduct it, Instant now, long promised) {
        if (credits.ended().outcome(it.deduction()).isPresent()) return List.of();
        check(it.reason());
        if (it.credits() < 1) throw Refusal.invalid("a deduction must be 1 credit or more");
        long available = credits.available() - promised;
        if (it.credits() > available) throw Refusal.insufficient("", it.credits(), Math.max(0, available));
        return List.of(new AccountEvent.Deducted(
                it.deduction(),
                it.credits(),
                credits.portions(it.credits()),
                it.reason(),
                it.by(),
                now,
                credits.total() - it.credits()));
    }

    private List<AccountEvent> waste(Credits credits, Order.Waste it, Instant now) {
        if (!owner.equals(Accounts.WASTE)) throw Refusal.forbidden("waste is never booked on a user");
        if (credits.ended().outcome(it.entry()).isPresent()) return List.of();
        if (it.credits() < 0 || it.credits() > MOST - credits.spent())
            throw Refusal.invalid("a cost is never negative, and not absurdly large");
        return List.of(new AccountEvent.Wasted(it.entry(), it.credits(), it.reason(), now));
    }

    private static List<AccountEvent> setBudget(Credits credits, Order.SetBudget it, Instant now) {
        Optional<Budget> old = credits.budget(it.name());
        if (it.most() < 0 || it.most() > MOST)
            throw Refusal.invalid("a budget must be 0 credits or more, and not absurdly many");
        if (old.isEmpty() && credits.budgets().size() >= MOST_BUDGETS)
            throw Refusal.conflict("an account can have " + MOST_BUDGETS + " budgets; take one away first");
        if (!it.imposed()) free(old);
        if (old.filter(budget -> budget.most() == it.most() && budget.imposed() == it.imposed())
                .isPresent()) return List.of();
        return List.of(new AccountEvent.BudgetSet(it.name(), it.most(), it.imposed(), it.by(), now));
    }

    private static List<AccountEvent> removeBudget(Credits credits, Order.RemoveBudget it, Instant now) {
        Optional<Budget> old = credits.budget(it.name());
        if (!it.imposing()) free(old);
        return old.isEmpty() ? List.of() : List.of(new AccountEvent.BudgetRemoved(it.name(), it.by(), now));
    }

    private static void free(Optional<Budget> old) {
        if (old.filter(Budget::imposed).isPresent())
            throw Refusal.forbidden("an administrator set this budget, and only one can change it");
    }

    private static void check(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON)
            throw Refusal.invalid("a reason must have 1 to " + LONGEST_REASON + " characters");
    }
}
