package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.ok;

import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Books;
import parley.engine.ledger.Statements;
import parley.engine.user.Users;
import parley.http.edge.Administration;
import parley.http.edge.Administrators;
import parley.http.edge.SignedIn;

/** What only administrators may do; whoever is none is FORBIDDEN everything beneath, known here or not. */
final class AdminRoutes {
    private final Administration administration;
    private final Users users;
    private final Statements statements;
    private final CreditRoutes credits;
    private final BudgetRoutes budgets;
    private final StatementRoutes lines;
    private final BookingRoutes bookings;
    private final PriceRoutes prices;
    private final SignedIn signedIn;

    AdminRoutes(
            Administrators administrators,
            Doors doors,
            CreditRoutes credits,
            BudgetRoutes budgets,
            StatementRoutes lines,
            PriceRoutes prices,
            SignedIn signedIn) {
        this.administration = new Administration(administrators, doors.users());
        this.users = doors.users();
        this.statements = doors.statements();
        this.credits = credits;
        this.budgets = budgets;
        this.lines = lines;
        this.bookings = new BookingRoutes(doors.accounts());
        this.prices = prices;
        this.signedIn = signedIn;
    }

    record BooksAnswer(long accounts, long revenue, long provider, long waste, long promotion, long sales, long sum) {
        static BooksAnswer of(Books it) {
            return new BooksAnswer(
                    it.accounts(), it.revenue(), it.provider(), it.waste(), it.promotion(), it.sales(), it.sum());
        }
    }

    record ActiveRequest(Boolean active) {}

    record ActiveAnswer(UserId id, String email, boolean active) {}

    Route routes() {
        return pathPrefix(
                "admin",
                () -> signedIn.signedIn(user ->
                        administration.admitted(user, () -> concat(users(user), prices.governed(user), books()))));
    }

    private Route users(UserId admin) {
        return pathPrefix(
                "users", () -> concat(pathEnd(this::find), pathPrefix(segment(), id -> one(new UserId(id), admin))));
    }

    // GET /api/v1/admin/users?email
    private Route find() {
        return get(() -> parameterOptional(
                "email",
                email -> ok(users.find(email.orElseThrow(() -> Refusal.invalid("email is required")))
                        .thenApply(AuthRoutes.Person::of))));
    }

    /** Looks for the user first, so that nobody gets an account who is nobody. */
    private Route one(UserId user, UserId admin) {
        return onSuccess(
                users.profile(user),
                _ -> concat(
                        path("active", () -> active(user)),
                        path("credits", () -> credits.show(user)),
                        lines.of(user),
                        budgets.imposed(user, admin),
                        bookings.of(user, admin)));
    }

    // PUT /api/v1/admin/users/{user}/active
    private Route active(UserId user) {
        return put(() -> body(
                ActiveRequest.class,
                it -> ok(users.setActive(user, it.active).thenApply(profile -> {
                    signedIn.forget(user);
                    return new ActiveAnswer(profile.id(), profile.email(), !profile.inactive());
                }))));
    }

    // GET /api/v1/admin/books
    private Route books() {
        return path("books", () -> get(() -> ok(statements.books().thenApply(BooksAnswer::of))));
    }
}
