package parley.persistence.index;

import java.time.Instant;
import java.util.List;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Budget;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Portion;
import parley.engine.ledger.Purpose;
import parley.engine.llm.ModelRef;

/** Events of an account, so many seconds after a beginning. */
final class Bookings {
    static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123456789Z");
    static final UserId ADMIN = new UserId("admin");
    static final ModelRef MODEL = ModelRef.of("openrouter/meta/llama:free");

    private Bookings() {}

    /** One of each that moves credits, and one that does not: 75 are left. */
    static Journaled[] everyKind() {
        return new Journaled[] {
            granted("welcome", 100, 0, 100),
            held("room/1", 30, 1),
            settled("room/1", 20, 30, 2, 80),
            held("room/2", 3, 3),
            new AccountEvent.Released(new HoldId("room/2"), at(4), 3L),
            new AccountEvent.Expired("welcome", GrantType.WELCOME, 7, at(5), 73),
            new AccountEvent.Refunded("r1", new HoldId("room/1"), 10, "Sorry", ADMIN, at(6), 83),
            new AccountEvent.Granted("p1", 1, "Bought", at(7), GrantType.PURCHASE, 100, null, ADMIN, 84L),
            new AccountEvent.Deducted("d1", 9, List.of(new Portion("r1", 9)), "Error", ADMIN, at(8), 75),
            new AccountEvent.BudgetSet(
                    new Budget.Name(Budget.Scope.USER, null, Budget.Period.DAY), 10, true, ADMIN, at(9)),
        };
    }

    static AccountEvent granted(String id, long credits, int seconds, long after) {
        return new AccountEvent.Granted(id, credits, "Welcome", at(seconds), GrantType.WELCOME, 100, null, null, after);
    }

    /** As it was written before types and balances were kept. */
    static AccountEvent old(String id, long credits, int seconds) {
        return new AccountEvent.Granted(id, credits, "Given", at(seconds), null, 0, null, null, null);
    }

    static AccountEvent held(String hold, long credits, int seconds) {
        return new AccountEvent.Held(new HoldId(hold), credits, at(seconds), List.of(), purpose(hold));
    }

    static AccountEvent extended(String hold, long credits, int seconds) {
        return new AccountEvent.Extended(new HoldId(hold), credits, List.of(), at(seconds));
    }

    static AccountEvent settled(String hold, long credits, long all, int seconds, long after) {
        return new AccountEvent.Settled(
                new HoldId(hold), credits, "turn " + hold, at(seconds), all, 5, purpose(hold), after);
    }

    static Purpose purpose(String hold) {
        return new Purpose("reply", hold.substring(0, hold.indexOf('/')), "guest-1", MODEL);
    }

    static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
