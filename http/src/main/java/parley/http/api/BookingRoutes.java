package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.ok;

import java.time.Instant;
import java.util.UUID;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Names;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;

/** What an administrator books by hand on a user's account; each id once, however often it comes. */
final class BookingRoutes {
    private static final int LAST_PRIORITY = 1_000;
    private static final int LONGEST_CHARGE = 300;

    private final Accounts accounts;

    BookingRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    record GrantRequest(
            @Nullable String id,
            String type,
            Long credits,
            @Nullable Integer priority,
            @Nullable String expiresAt,
            String reason) {
        Order.Give order(UserId by) {
            GrantType kind = Words.read("type", type, GrantType.class);
            if (kind == GrantType.REFUND) throw Refusal.invalid("a refund names its charge: post it to refunds");
            int rank = priority == null ? Order.Give.USUAL_PRIORITY : priority;
            if (rank < 0 || rank > LAST_PRIORITY)
                throw Refusal.invalid("priority must be 0, which is used first, to " + LAST_PRIORITY);
            return new Order.Give(
                    named("grant", id), kind, credits, rank, Times.optional("expiresAt", expiresAt), reason, by);
        }
    }

    record RefundRequest(@Nullable String id, String charge, Long credits, String reason) {
        Order.Refund order(UserId by) {
            if (charge.isEmpty() || charge.length() > LONGEST_CHARGE)
                throw Refusal.invalid("charge must be 1 to " + LONGEST_CHARGE + " characters: the hold of a usage");
            return new Order.Refund(named("refund", id), new HoldId(charge), credits, reason, by);
        }
    }

    record DeductionRequest(@Nullable String id, Long credits, String reason) {
        Order.Deduct order(UserId by) {
            return new Order.Deduct(named("deduction", id), credits, reason, by);
        }
    }

    record Booked(
            String id,
            long available,
            long held,
            long spent,
            long purchased,
            @Nullable Instant refilledAt) {
        static Booked of(String id, Balance it) {
            return new Booked(id, it.available(), it.held(), it.spent(), it.purchased(), it.refilled());
        }
    }

    Route of(UserId user, UserId admin) {
        return concat(grants(user, admin), refunds(user, admin), deductions(user, admin));
    }

    // POST /api/v1/admin/users/{user}/grants
    private Route grants(UserId user, UserId admin) {
        return path(
                "grants",
                () -> post(() -> body(GrantRequest.class, form -> {
                    Order.Give order = form.order(admin);
                    return booked(user, order, order.grant());
                })));
    }

    // POST /api/v1/admin/users/{user}/refunds
    private Route refunds(UserId user, UserId admin) {
        return path(
                "refunds",
                () -> post(() -> body(RefundRequest.class, form -> {
                    Order.Refund order = form.order(admin);
                    return booked(user, order, order.refund());
                })));
    }

    // POST /api/v1/admin/users/{user}/deductions
    private Route deductions(UserId user, UserId admin) {
        return path(
                "deductions",
                () -> post(() -> body(DeductionRequest.class, form -> {
                    Order.Deduct order = form.order(admin);
                    return booked(user, order, order.deduction());
                })));
    }

    private Route booked(UserId user, Order order, String id) {
        return ok(accounts.carry(user, order).thenApply(it -> Booked.of(id, it)));
    }

    private static String named(String kind, @Nullable String id) {
        if (id == null) return kind + "-" + UUID.randomUUID();
        Names.check("id", id);
        return id;
    }
}
