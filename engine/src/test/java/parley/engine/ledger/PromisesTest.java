package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.EXHAUSTED;
import static parley.engine.ledger.Deeds.ADA;
import static parley.engine.ledger.Deeds.NOON;
import static parley.engine.ledger.Deeds.ROOT;
import static parley.engine.ledger.Deeds.WELCOME;
import static parley.engine.ledger.Deeds.hold;
import static parley.engine.ledger.Deeds.reply;
import static parley.engine.ledger.Deeds.setAside;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Scenario;

/** Of a hundred who ask at once only those are let in whom the balance can pay for. */
class PromisesTest {
    private static final Instant LATER = NOON.plus(AccountTest.SETTINGS.promiseFor());

    @RegisterExtension
    static final Scenario<AccountCommand, AccountEvent, Balance> account =
            Scenario.of(shard -> Account.create(ADA, shard, AccountTest.SETTINGS));

    @Test
    void of_a_hundred_promises_on_a_balance_for_three_exactly_three_are_made_and_kept() {
        account.given(WELCOME);
        int made = 0;
        int kept = 0;
        for (int turn = 0; turn < 100; turn++)
            if (promised(hold(turn), NOON).reply().isSuccess()) made++;
        for (int turn = 0; turn < 100; turn++)
            if (ordered(setAside(hold(turn), 33), NOON).reply().isSuccess()) kept++;
        assertThat(made).isEqualTo(3);
        assertThat(kept).isEqualTo(3);
    }

    @Test
    void nobody_else_gets_what_is_promised() {
        account.given(WELCOME);
        promised(hold(1), NOON).then().replies(new Balance(100, 0, 0));
        ordered(setAside(hold(2), 68), NOON).refuses(EXHAUSTED, "Insufficient credits. Required: 68, Available: 67");
        ordered(new Order.Deduct("by-hand", 68, "A test", ROOT), NOON)
                .refuses(EXHAUSTED, "Insufficient credits. Required: 68, Available: 67");
        ordered(setAside(hold(2), 67), NOON).replies(new Balance(33, 67, 0));
        ordered(setAside(hold(1), 33), NOON).replies(new Balance(0, 100, 0));
    }

    @Test
    void the_same_promise_again_takes_nothing_more() {
        account.given(WELCOME);
        for (int again = 0; again < 10; again++) promised(hold(1), NOON).replies(new Balance(100, 0, 0));
        ordered(setAside(hold(2), 67), NOON).replies(new Balance(33, 67, 0));
    }

    @Test
    void a_promise_ends_with_its_hold() {
        account.given(WELCOME);
        promised(hold(1), NOON);
        ordered(setAside(hold(1), 33), NOON).replies(new Balance(67, 33, 0));
        promised(hold(1), NOON);
        ordered(setAside(hold(2), 67), NOON).replies(new Balance(0, 100, 0));
    }

    @Test
    void a_promise_ends_with_the_time() {
        account.given(WELCOME);
        promised(hold(1), NOON);
        ordered(setAside(hold(2), 100), LATER.minusMillis(1)).refuses(EXHAUSTED);
        ordered(setAside(hold(2), 100), LATER).replies(new Balance(0, 100, 0));
    }

    @Test
    void a_promise_that_was_lost_leaves_all_as_it_was() {
        account.given(WELCOME);
        promised(hold(1), NOON);
        account.replayed();
        ordered(setAside(hold(2), 100), NOON).replies(new Balance(0, 100, 0));
        ordered(setAside(hold(1), 33), NOON).refuses(EXHAUSTED);
    }

    private static Scenario.Outcome<AccountEvent, Balance> promised(HoldId hold, Instant at) {
        return account.when(to -> new AccountCommand.Promise(hold, 33, reply(), at, to));
    }

    private static Scenario.Outcome<AccountEvent, Balance> ordered(Order order, Instant at) {
        return account.when(to -> new AccountCommand.Carry(order, at, to));
    }
}
