package parley.engine.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.ledger.Ended.Outcome;

/** The next state of an account in the making: begins as the last one, takes one event, and is then done. */
final class Posting {
    private final Map<String, Grant> grants;
    private final List<String> known;
    private final Map<HoldId, Hold> holds;
    private final List<Budget> budgets;
    private final Credits before;
    private long spent;
    private long purchased;
    private @Nullable Instant refilled;
    private @Nullable String plan;
    private int recalled;
    private Ended ended;

    Posting(Credits from) {
        this.before = from;
        this.grants = new LinkedHashMap<>(from.grants());
        this.known = new ArrayList<>(from.known());
        this.holds = new LinkedHashMap<>(from.holds());
        this.budgets = new ArrayList<>(from.budgets());
        this.spent = from.spent();
        this.purchased = from.purchased();
        this.refilled = from.refilled();
        this.plan = from.plan();
        this.recalled = from.recalled();
        this.ended = from.ended();
    }

    /** The switch is complete by the compiler. */
    Credits after(AccountEvent event) {
        switch (event) {
            case AccountEvent.Opened it -> opened(it);
            case AccountEvent.Recalled it -> recalled = it.piece() + 1;
            case AccountEvent.Granted it -> granted(it);
            case AccountEvent.Expired it -> take(new Portion(it.grant(), it.credits()));
            case AccountEvent.Held it -> held(it);
            case AccountEvent.Extended it -> extended(it);
            case AccountEvent.Settled it -> settled(it);
            case AccountEvent.Released it -> released(it);
            case AccountEvent.Refunded it -> refunded(it);
            case AccountEvent.Deducted it -> deducted(it);
            case AccountEvent.Wasted it -> wasted(it);
            case AccountEvent.BudgetSet it -> budgeted(it);
            case AccountEvent.BudgetRemoved it ->
                budgets.removeIf(budget -> budget.name().equals(it.name()));
        }
        drop();
        return new Credits(grants, known, holds, budgets, spent, purchased, refilled, plan, recalled, ended);
    }

    private void opened(AccountEvent.Opened it) {
        int priority = Order.Give.USUAL_PRIORITY;
        give(new Grant(Opening.ID, GrantType.ADJUSTMENT, it.balance(), priority, null, it.at()));
        spent += it.used();
        purchased += it.purchased();
        refilled = it.refilled();
        plan = it.plan();
    }

    private void granted(AccountEvent.Granted it) {
        give(new Grant(it.grant(), it.kind(), it.credits(), it.rank(), it.expires(), it.at()));
        if (it.kind().sold()) purchased += it.credits();
        if (it.kind().sold() || it.kind() == GrantType.REFILL) refilled = it.at();
    }

    private void give(Grant grant) {
        known.add(grant.grant());
        grants.put(grant.grant(), grant);
    }

    private void held(AccountEvent.Held it) {
        List<Portion> from = it.from() == null ? before.portions(it.credits()) : it.from();
        from.forEach(this::take);
        holds.put(it.hold(), new Hold(it.hold(), it.credits(), from, it.purpose()));
    }

    private void extended(AccountEvent.Extended it) {
        it.from().forEach(this::take);
        holds.computeIfPresent(it.hold(), (_, hold) -> hold.extended(it.credits(), it.from()));
    }

    private void settled(AccountEvent.Settled it) {
        Hold hold = holds.remove(it.hold());
        if (hold == null) return;
        hold.rest(it.credits()).forEach(this::putBack);
        spent += it.credits();
        ended = ended.with(it.hold().value(), Outcome.settled(it.credits()));
        budgets.replaceAll(
                budget -> budget.name().bounds(hold.purpose()) ? budget.spending(it.credits(), it.at()) : budget);
    }

    private void released(AccountEvent.Released it) {
        Hold hold = holds.remove(it.hold());
        if (hold != null) hold.from().forEach(this::putBack);
        ended = ended.with(it.hold().value(), Outcome.RELEASED);
    }

    private void refunded(AccountEvent.Refunded it) {
        give(new Grant(it.refund(), GrantType.REFUND, it.credits(), Order.Give.USUAL_PRIORITY, null, it.at()));
        spent -= it.credits();
        ended.outcome(it.hold().value())
                .ifPresent(outcome -> ended = ended.with(it.hold().value(), outcome.refunding(it.credits())));
    }

    private void deducted(AccountEvent.Deducted it) {
        it.from().forEach(this::take);
        ended = ended.with(it.deduction(), Outcome.BOOKED);
    }

    private void wasted(AccountEvent.Wasted it) {
        spent += it.credits();
        ended = ended.with(it.entry(), Outcome.BOOKED);
    }

    private void budgeted(AccountEvent.BudgetSet it) {
        Budget old = before.budget(it.name()).orElse(new Budget(it.name(), 0, false, 0, null));
        budgets.removeIf(budget -> budget.name().equals(it.name()));
        budgets.add(new Budget(it.name(), it.most(), it.imposed(), old.spent(), old.day()));
    }

    private void take(Portion portion) {
        grants.computeIfPresent(portion.grant(), (_, grant) -> grant.plus(-portion.credits()));
    }

    private void putBack(Portion portion) {
        grants.computeIfPresent(portion.grant(), (_, grant) -> grant.plus(portion.credits()));
    }

    /** A grant that is used up is only remembered by its id. */
    private void drop() {
        grants.values()
                .removeIf(grant -> grant.left() == 0
                        && holds.values().stream()
                                .flatMap(hold -> hold.from().stream())
                                .noneMatch(portion -> portion.grant().equals(grant.grant())));
    }
}
