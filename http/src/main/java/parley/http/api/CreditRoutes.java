package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static parley.http.edge.Json.ok;

import java.time.Clock;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.http.edge.SignedIn;

/** A user's own credits: what is there, what happened, and bounds on what may happen. */
final class CreditRoutes {
    private final Accounts accounts;
    private final BudgetRoutes budgets;
    private final StatementRoutes statements;
    private final SignedIn signedIn;
    private final Clock clock;

    CreditRoutes(Accounts accounts, BudgetRoutes budgets, StatementRoutes statements, SignedIn signedIn, Clock clock) {
        this.accounts = accounts;
        this.budgets = budgets;
        this.statements = statements;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    Route routes() {
        return pathPrefix(
                "credits",
                () -> signedIn.signedIn(
                        user -> concat(pathEnd(() -> show(user)), budgets.own(user), statements.of(user))));
    }

    // GET /api/v1/credits
    Route show(UserId user) {
        return get(() -> ok(accounts.standing(user).thenApply(it -> Wallet.of(it, clock.instant()))));
    }
}
