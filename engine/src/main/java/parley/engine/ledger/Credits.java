package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;

/**
 * What is true of an account: the sum of its events.
 *
 * @param grants of which something is left or held, by their ids
 * @param known the ids of all grants, kept for ever: a forgotten one could be given again
 * @param holds what is set aside, in the order it came
 * @param budgets what bounds it, in the order it came
 * @param plan what the user had subscribed to on another server
 * @param recalled how many pieces of what another server told are in the journal
 * @param spent all that was ever charged, refunds taken off; on the account for waste all that was wasted
 * @param ended how the last holds ended
 */
@JsonTypeName("account.credits")
record Credits(
        Map<String, Grant> grants,
        List<String> known,
        Map<HoldId, Hold> holds,
        List<Budget> budgets,
        long spent,
        long purchased,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant refilled,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String plan,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int recalled,

        Ended ended)
        implements Journaled {
    static final Credits NONE = new Credits(Map.of(), List.of(), Map.of(), List.of(), 0, 0, null, null, 0, Ended.NONE);

    /** The copies keep their order, so that a snapshot of the same state is the same text. */
    Credits {
        grants = Collections.unmodifiableMap(new LinkedHashMap<>(grants));
        known = List.copyOf(known);
        holds = Collections.unmodifiableMap(new LinkedHashMap<>(holds));
        budgets = List.copyOf(budgets);
    }

    /** Whether its user came with it from another server. */
    boolean opened() {
        return known.contains(Opening.ID);
    }

    /** Whether nothing has happened on it but that it was told of. */
    boolean fresh() {
        return known.isEmpty() && holds.isEmpty() && spent == 0 && ended.size() == 0;
    }

    long available() {
        return grants.values().stream().mapToLong(Grant::left).sum();
    }

    long held() {
        return holds.values().stream().mapToLong(Hold::credits).sum();
    }

    long total() {
        return available() + held();
    }

    Balance balance() {
        return new Balance(available(), held(), spent, purchased, refilled);
    }

    Standing standing() {
        return new Standing(balance(), usable(), List.copyOf(holds.values()), budgets, plan);
    }

    Optional<Hold> hold(HoldId id) {
        return Optional.ofNullable(holds.get(id));
    }

    /** The grants in the order in which they are used. */
    List<Grant> usable() {
        return grants.values().stream().sorted(Grant.ORDER).toList();
    }

    /** Which grants so many credits are taken of; fewer where there are not as many. */
    List<Portion> portions(long credits) {
        List<Portion> portions = new ArrayList<>();
        long missing = credits;
        for (Grant grant : usable()) {
            long taken = Math.min(missing, grant.left());
            missing -= taken;
            if (taken > 0) portions.add(new Portion(grant.grant(), taken));
        }
        return portions;
    }

    /** Grants whose time is over and of which something is left. */
    List<Grant> due(Instant now) {
        return usable().stream().filter(it -> it.left() > 0 && it.expired(now)).toList();
    }

    Optional<Budget> budget(Budget.Name name) {
        return budgets.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** What a budget leaves for this, spent and held credits taken off; below zero where it was lowered. */
    long left(Budget budget, Instant now) {
        return budget.left(holds.values(), now);
    }

    Credits after(AccountEvent event) {
        return new Posting(this).after(event);
    }

    /** The same account, which may have forgotten how holds ended beyond the last {@code most}. */
    Credits remembering(int most) {
        if (ended.fits(most)) return this;
        return new Credits(
                grants, known, holds, budgets, spent, purchased, refilled, plan, recalled, ended.atLeast(most));
    }
}
