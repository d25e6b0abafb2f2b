package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.EXHAUSTED;
import static parley.engine.kernel.Refusal.Kind.FORBIDDEN;
import static parley.engine.kernel.Refusal.Kind.INVALID;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;
import static parley.engine.ledger.Deeds.ADA;
import static parley.engine.ledger.Deeds.HELD;
import static parley.engine.ledger.Deeds.NOON;
import static parley.engine.ledger.Deeds.RELEASED;
import static parley.engine.ledger.Deeds.ROOT;
import static parley.engine.ledger.Deeds.SETTLED;
import static parley.engine.ledger.Deeds.TURN;
import static parley.engine.ledger.Deeds.WELCOME;
import static parley.engine.ledger.Deeds.give;
import static parley.engine.ledger.Deeds.granted;
import static parley.engine.ledger.Deeds.held;
import static parley.engine.ledger.Deeds.hold;
import static parley.engine.ledger.Deeds.reply;
import static parley.engine.ledger.Deeds.setAside;
import static parley.engine.ledger.Deeds.settle;
import static parley.engine.ledger.Deeds.settled;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Scenario;

/** What may be ordered of an account, each rule once, on the actor itself. */
class AccountTest {
    static final LedgerSettings SETTINGS =
            LedgerSettings.from(ConfigFactory.load().getConfig("parley.ledger"));

    @RegisterExtension
    static final Scenario<AccountCommand, AccountEvent, Balance> account =
            Scenario.of(shard -> Account.create(ADA, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<AccountCommand, AccountEvent, Standing> shown =
            Scenario.of(shard -> Account.create(ADA, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<AccountCommand, AccountEvent, Balance> waste =
            Scenario.of(shard -> Account.create(Accounts.WASTE, shard, SETTINGS));

    @Test
    void is_empty_before_anything_was_granted() {
        shown.given()
                .when(to -> new AccountCommand.GetStanding(NOON, to))
                .then()
                .replies(new Standing(new Balance(0, 0, 0), List.of(), List.of(), List.of()));
    }

    @Test
    void grants_each_grant_once() {
        ordered(give("welcome", 100)).then(WELCOME).replies(new Balance(100, 0, 0));
        ordered(give("welcome", 100), WELCOME).then().replies(new Balance(100, 0, 0));
        ordered(give("welcome", 7), WELCOME).then().replies(new Balance(100, 0, 0));
        ordered(give("thanks", 5), WELCOME).then(granted("thanks", 5, 105)).replies(new Balance(105, 0, 0));
    }

    @Test
    void a_grant_that_is_used_up_is_not_given_again() {
        AccountEvent.Deducted all = new AccountEvent.Deducted(
                "by-hand", 100, List.of(new Portion("welcome", 100)), "A test", ROOT, NOON, 0);
        ordered(give("welcome", 100), WELCOME, all).then().replies(new Balance(0, 0, 0));
    }

    @Test
    void refuses_grants_of_nothing_of_less_of_too_much_of_the_past_and_without_a_reason() {
        for (long credits : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
            ordered(give("odd", credits), WELCOME).refuses(INVALID);
        ordered(give("late", GrantType.BONUS, 5, 1, NOON), WELCOME).refuses(INVALID);
        for (String reason : new String[] {" ", "x".repeat(Clerk.LONGEST_REASON + 1)})
            ordered(new Order.Give("odd", GrantType.BONUS, 5, 1, null, reason, null), WELCOME)
                    .refuses(INVALID);
    }

    @Test
    void holds_what_is_there_and_holds_it_once() {
        ordered(setAside(TURN, 30), WELCOME).then(HELD).replies(new Balance(70, 30, 0));
        ordered(setAside(TURN, 30), WELCOME, HELD).then().replies(new Balance(70, 30, 0));
        ordered(setAside(TURN, 20), WELCOME, HELD).then().replies(new Balance(70, 30, 0));
        ordered(setAside(TURN, 100), WELCOME)
                .then(held(TURN, 100, new Portion("welcome", 100)))
                .replies(new Balance(0, 100, 0));
        ordered(setAside(TURN, 0)).then(held(TURN, 0)).replies(new Balance(0, 0, 0));
    }

    @Test
    void extends_a_hold_to_as_many_credits_as_are_asked_for() {
        AccountEvent.Extended more = new AccountEvent.Extended(TURN, 15, List.of(new Portion("welcome", 15)), NOON);
        ordered(setAside(TURN, 45), WELCOME, HELD).then(more).replies(new Balance(55, 45, 0));
        ordered(setAside(TURN, 45), WELCOME, HELD, more).then().replies(new Balance(55, 45, 0));
        ordered(setAside(TURN, 101), WELCOME, HELD)
                .refuses(EXHAUSTED, "Insufficient credits. Required: 71, Available: 70");
    }

    @Test
    void refuses_to_hold_what_is_not_there() {
        ordered(setAside(hold(2), 71), WELCOME, HELD)
                .refuses(EXHAUSTED, "Insufficient credits. Required: 71, Available: 70");
        ordered(setAside(TURN, 1)).refuses(EXHAUSTED, "Insufficient credits. Required: 1, Available: 0");
        ordered(setAside(TURN, Long.MAX_VALUE), WELCOME).refuses(EXHAUSTED);
        ordered(setAside(TURN, -1), WELCOME).refuses(INVALID);
    }

    @Test
    void settles_the_true_cost_with_the_providers_part_of_it_and_frees_the_rest() {
        ordered(new Order.Settle(TURN, 12, 5, "a turn"), WELCOME, HELD)
                .then(SETTLED)
                .replies(new Balance(88, 0, 12));
        ordered(new Order.Settle(TURN, 0, 5, "a turn"), WELCOME, HELD)
                .then(settled(0, 0, 100))
                .replies(new Balance(100, 0, 0));
    }

    @Test
    void never_takes_more_than_was_held_and_never_gives_the_provider_more_than_was_taken() {
        ordered(new Order.Settle(TURN, 45, 40, "a turn"), WELCOME, HELD)
                .then(settled(30, 30, 70))
                .replies(new Balance(70, 0, 30));
        ordered(new Order.Settle(TURN, 12, -3, "a turn"), WELCOME, HELD)
                .then(settled(12, 0, 88))
                .replies(new Balance(88, 0, 12));
        ordered(settle(TURN, -1), WELCOME, HELD).refuses(INVALID);
    }

    @Test
    void settles_once() {
        ordered(settle(TURN, 30), WELCOME, HELD, SETTLED).then().replies(new Balance(88, 0, 12));
    }

    @Test
    void refuses_to_settle_what_was_never_held() {
        ordered(settle(TURN, 12), WELCOME).refuses(NOT_FOUND);
    }

    @Test
    void releases_a_hold_without_a_charge_and_once() {
        ordered(new Order.Release(TURN), WELCOME, HELD).then(RELEASED).replies(new Balance(100, 0, 0));
        ordered(new Order.Release(TURN), WELCOME, HELD, RELEASED).then().replies(new Balance(100, 0, 0));
    }

    @Test
    void a_hold_that_has_ended_stays_ended() {
        ordered(settle(TURN, 12), WELCOME, HELD, RELEASED).refuses(CONFLICT);
        ordered(setAside(TURN, 30), WELCOME, HELD, RELEASED).refuses(CONFLICT);
        ordered(new Order.Release(TURN), WELCOME, HELD, SETTLED).refuses(CONFLICT);
        ordered(setAside(TURN, 45), WELCOME, HELD, SETTLED).refuses(CONFLICT);
    }

    @Test
    void a_hold_that_comes_after_its_release_is_refused() {
        AccountEvent.Released early = new AccountEvent.Released(TURN, NOON, 0L);
        ordered(new Order.Release(TURN), WELCOME).then(early).replies(new Balance(100, 0, 0));
        ordered(setAside(TURN, 30), WELCOME, early).refuses(CONFLICT);
    }

    @Test
    void refunds_each_refund_once_and_never_more_than_was_charged() {
        AccountEvent.Refunded first = refunded("r1", 7, 95);
        ordered(refund("r1", 7), WELCOME, HELD, SETTLED).then(first).replies(new Balance(95, 0, 5));
        ordered(refund("r1", 7), WELCOME, HELD, SETTLED, first).then().replies(new Balance(95, 0, 5));
        ordered(refund("r2", 6), WELCOME, HELD, SETTLED, first)
                .refuses(INVALID, "a refund must be 1 to 5 credits, what is left of that charge");
        ordered(refund("r2", 5), WELCOME, HELD, SETTLED, first)
                .then(refunded("r2", 5, 100))
                .replies(new Balance(100, 0, 0));
        ordered(refund("r3", 1), WELCOME, HELD, SETTLED, first, refunded("r2", 5, 100))
                .refuses(INVALID);
        for (long credits : new long[] {13, 0, -1, Long.MIN_VALUE})
            ordered(refund("r1", credits), WELCOME, HELD, SETTLED).refuses(INVALID);
    }

    @Test
    void refunds_only_what_was_charged() {
        ordered(refund("r1", 1), WELCOME).refuses(NOT_FOUND);
        ordered(refund("r1", 1), WELCOME, HELD).refuses(NOT_FOUND);
        ordered(refund("r1", 1), WELCOME, HELD, RELEASED).refuses(NOT_FOUND);
    }

    @Test
    void deducts_once_and_never_what_is_held_or_not_there() {
        AccountEvent.Deducted deducted =
                new AccountEvent.Deducted("by-hand", 70, List.of(new Portion("welcome", 70)), "A test", ROOT, NOON, 30);
        ordered(deduct(70), WELCOME, HELD).then(deducted).replies(new Balance(0, 30, 0));
        ordered(deduct(70), WELCOME, HELD, deducted).then().replies(new Balance(0, 30, 0));
        ordered(deduct(71), WELCOME, HELD).refuses(EXHAUSTED, "Insufficient credits. Required: 71, Available: 70");
        for (long credits : new long[] {0, -1, Long.MIN_VALUE})
            ordered(deduct(credits), WELCOME).refuses(INVALID);
    }

    @Test
    void books_waste_once_and_never_on_a_user() {
        Order lost = new Order.Waste("tea/1/1", 9, "a lost attempt");
        AccountEvent.Wasted wasted = new AccountEvent.Wasted("tea/1/1", 9, "a lost attempt", NOON);
        waste.given()
                .when(to -> new AccountCommand.Carry(lost, NOON, to))
                .then(wasted)
                .replies(new Balance(0, 0, 9));
        waste.given(wasted)
                .when(to -> new AccountCommand.Carry(lost, NOON, to))
                .then()
                .replies(new Balance(0, 0, 9));
        ordered(lost, WELCOME).refuses(FORBIDDEN);
    }

    @Test
    void shows_itself_in_full() {
        shown.given(WELCOME, HELD)
                .when(to -> new AccountCommand.GetStanding(NOON, to))
                .then()
                .replies(new Standing(
                        new Balance(70, 30, 0),
                        List.of(new Grant("welcome", GrantType.BONUS, 70, Order.Give.USUAL_PRIORITY, null, NOON)),
                        List.of(new Hold(TURN, 30, List.of(new Portion("welcome", 30)), reply())),
                        List.of()));
    }

    @Test
    void comes_back_from_its_journal_as_it_was() {
        account.given(WELCOME, HELD, SETTLED, refunded("r1", 7, 95), held(hold(2), 3, new Portion("r1", 3)));
        assertThat(account.replayed()).isEqualTo(account.state());
    }

    @Test
    void a_journal_of_before_grants_and_books_were_kept_is_carried_on() {
        AccountEvent.Granted welcome =
                new AccountEvent.Granted("welcome", 100, "Welcome", NOON, null, 0, null, null, null);
        AccountEvent.Held held = new AccountEvent.Held(TURN, 30, NOON, null, null);
        ordered(new Order.Settle(TURN, 12, 0, "a turn"), welcome, held)
                .then(new AccountEvent.Settled(TURN, 12, "a turn", NOON, 30L, 0, null, 88L))
                .replies(new Balance(88, 0, 12));
        ordered(new Order.Release(TURN), welcome, held, new AccountEvent.Released(TURN, NOON, null))
                .then()
                .replies(new Balance(100, 0, 0));
    }

    private static Scenario.Outcome<AccountEvent, Balance> ordered(Order order, AccountEvent... given) {
        return account.given(given).when(to -> new AccountCommand.Carry(order, NOON, to));
    }

    private static Order refund(String refund, long credits) {
        return new Order.Refund(refund, TURN, credits, "A test", ROOT);
    }

    private static AccountEvent.Refunded refunded(String refund, long credits, long after) {
        return new AccountEvent.Refunded(refund, TURN, credits, "A test", ROOT, NOON, after);
    }

    private static Order deduct(long credits) {
        return new Order.Deduct("by-hand", credits, "A test", ROOT);
    }
}
