package parley.http.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.ledger.Balance;
import parley.engine.ledger.Budget;
import parley.engine.ledger.Grant;
import parley.engine.ledger.Standing;

/** What somebody has, as a message: {@code held} is set aside for what is under way, {@code spent} is gone for good. */
record Wallet(
        long available,
        long held,
        long spent,
        long purchased,
        @Nullable Instant refilledAt,
        List<GrantPart> grants,
        List<BudgetPart> budgets) {

    /** What is left of credits that were given at one time, in the order in which they are used. */
    record GrantPart(
            String id,
            String type,
            long left,
            int priority,
            @Nullable Instant expiresAt,
            Instant givenAt) {
        static GrantPart of(Grant it) {
            return new GrantPart(it.grant(), Words.of(it.type()), it.left(), it.priority(), it.expires(), it.at());
        }
    }

    /** A bound on what may be spent; {@code left} leaves out what is held. */
    record BudgetPart(
            String scope, @Nullable String id, String period, long most, boolean imposed, long spent, long left) {
        static BudgetPart of(Budget it, Standing standing, Instant now) {
            Budget.Name name = it.name();
            return new BudgetPart(
                    Words.of(name.scope()),
                    name.id(),
                    Words.of(name.period()),
                    it.most(),
                    it.imposed(),
                    it.spent(now),
                    Math.max(0, it.left(standing.holds(), now)));
        }
    }

    static Wallet of(Standing standing, Instant now) {
        Balance balance = standing.balance();
        return new Wallet(
                balance.available(),
                balance.held(),
                balance.spent(),
                balance.purchased(),
                balance.refilled(),
                standing.grants().stream().map(GrantPart::of).toList(),
                budgets(standing, now));
    }

    static List<BudgetPart> budgets(Standing standing, Instant now) {
        return standing.budgets().stream()
                .map(it -> BudgetPart.of(it, standing, now))
                .toList();
    }
}
