package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Budget;
import parley.engine.ledger.Order;

/** Bounds on what an account spends: one's own, or imposed by an administrator, which one cannot take away. */
final class BudgetRoutes {
    private static final String TOTAL = Words.of(Budget.Period.TOTAL);

    private final Accounts accounts;
    private final Clock clock;

    BudgetRoutes(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    record BudgetRequest(
            String scope, @Nullable String id, @Nullable String period, Long most) {
        Budget.Name name() {
            return BudgetRoutes.name(scope, id, period);
        }
    }

    record Budgets(List<Wallet.BudgetPart> items) {}

    /** The account's own doors. */
    Route own(UserId user) {
        return doors(user, user, false);
    }

    /** The same doors for an administrator. */
    Route imposed(UserId account, UserId by) {
        return doors(account, by, true);
    }

    private Route doors(UserId account, UserId by, boolean imposing) {
        return path("budgets", () -> concat(list(account), set(account, by, imposing), remove(account, by, imposing)));
    }

    // GET /api/v1/credits/budgets
    private Route list(UserId account) {
        return get(() -> ok(budgets(account)));
    }

    // PUT /api/v1/credits/budgets
    private Route set(UserId account, UserId by, boolean imposing) {
        return put(() -> body(
                BudgetRequest.class,
                it -> ok(accounts.carry(account, new Order.SetBudget(it.name(), it.most, imposing, by))
                        .thenCompose(_ -> budgets(account)))));
    }

    // DELETE /api/v1/credits/budgets?scope&id&period
    private Route remove(UserId account, UserId by, boolean imposing) {
        return delete(() -> parameterMap(it -> gone(accounts.carry(
                account,
                new Order.RemoveBudget(name(it.get("scope"), it.get("id"), it.get("period")), imposing, by)))));
    }

    private CompletionStage<Budgets> budgets(UserId account) {
        return accounts.standing(account).thenApply(it -> new Budgets(Wallet.budgets(it, clock.instant())));
    }

    private static Budget.Name name(@Nullable String scope, @Nullable String id, @Nullable String period) {
        return new Budget.Name(
                Words.read("scope", scope, Budget.Scope.class),
                id,
                Words.read("period", period == null ? TOTAL : period, Budget.Period.class));
    }
}
