package parley.engine.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;

/** What happens on the accounts of tests: the same names, and noon where the time does not matter. */
final class Deeds {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final UserId ADA = new UserId("ada");
    static final UserId ROOT = new UserId("root");
    static final HoldId TURN = new HoldId("tea/1");

    /** What is welcome to everybody. */
    static final AccountEvent.Granted WELCOME = granted("welcome", 100, 100);

    /** 30 of that are held for a turn. */
    static final AccountEvent.Held HELD = held(TURN, 30, new Portion("welcome", 30));

    /** And 12 of those are charged, 5 of them for the provider. */
    static final AccountEvent.Settled SETTLED = settled(12, 5, 88);

    static final AccountEvent.Released RELEASED = new AccountEvent.Released(TURN, NOON, 30L);

    private Deeds() {}

    static Order.Give give(String grant, long credits) {
        return give(grant, GrantType.BONUS, credits, Order.Give.USUAL_PRIORITY, null);
    }

    static Order.Give give(String grant, GrantType type, long credits, int priority, @Nullable Instant expires) {
        return new Order.Give(grant, type, credits, priority, expires, "A test", null);
    }

    static Order.SetAside setAside(HoldId hold, long credits) {
        return new Order.SetAside(hold, credits, reply());
    }

    static Order.Settle settle(HoldId hold, long credits) {
        return new Order.Settle(hold, credits, 0, "a turn");
    }

    /** For Ann's reply in the room for tea. */
    static Purpose reply() {
        return purpose("tea", "ann");
    }

    static Purpose purpose(String room, @Nullable String agent) {
        return new Purpose("reply", room, agent, new ModelRef("test", "any"));
    }

    static HoldId hold(int number) {
        return new HoldId("tea/" + number);
    }

    static AccountEvent.Granted granted(String grant, long credits, long after) {
        return new AccountEvent.Granted(
                grant, credits, "A test", NOON, GrantType.BONUS, Order.Give.USUAL_PRIORITY, null, null, after);
    }

    static AccountEvent.Held held(HoldId hold, long credits, Portion... from) {
        return new AccountEvent.Held(hold, credits, NOON, List.of(from), reply());
    }

    static AccountEvent.Settled settled(long credits, long provider, long after) {
        return new AccountEvent.Settled(TURN, credits, "a turn", NOON, 30L, provider, reply(), after);
    }
}
