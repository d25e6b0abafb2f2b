package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.EXHAUSTED;
import static parley.engine.kernel.Refusal.Kind.FORBIDDEN;
import static parley.engine.kernel.Refusal.Kind.INVALID;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;

class AccountTest {
    private static final LedgerSettings SETTINGS =
            LedgerSettings.from(ConfigFactory.load().getConfig("parley.ledger"));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final HoldId TURN = new HoldId("room-1/1/1");
    private static final Account.Granted WELCOME = new Account.Granted("welcome", 100, "Welcome", NOON);
    private static final Account.Held HELD = new Account.Held(TURN, 30, NOON);

    @RegisterExtension
    static final Scenario<Account.Command, Account.Event, Balance> account =
            Scenario.of(shard -> Account.create(new UserId("ada"), shard, SETTINGS));

    @RegisterExtension
    static final Scenario<Account.Command, Account.Event, Balance> waste =
            Scenario.of(shard -> Account.create(Accounts.WASTE, shard, SETTINGS));

    @Test
    void is_empty_before_anything_was_granted() {
        account.given().when(Account.GetBalance::new).then().replies(new Balance(0, 0, 0));
    }

    @Test
    void grants_each_grant_once() {
        account.given()
                .when(to -> new Account.Grant("welcome", 100, "Welcome", NOON, to))
                .then(WELCOME)
                .replies(new Balance(100, 0, 0));
        account.given(WELCOME)
                .when(to -> new Account.Grant("welcome", 100, "Welcome", NOON, to))
                .then()
                .replies(new Balance(100, 0, 0));
        account.given(WELCOME)
                .when(to -> new Account.Grant("thanks", 5, "Thanks", NOON, to))
                .then(new Account.Granted("thanks", 5, "Thanks", NOON))
                .replies(new Balance(105, 0, 0));
    }

    @Test
    void refuses_grants_of_nothing_of_less_and_of_too_much() {
        for (long credits : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
            account.given(WELCOME)
                    .when(to -> new Account.Grant("odd", credits, "Odd", NOON, to))
                    .refuses(INVALID);
    }

    @Test
    void holds_what_is_there_and_holds_it_once() {
        account.given(WELCOME)
                .when(to -> new Account.Hold(TURN, 30, NOON, to))
                .then(HELD)
                .replies(new Balance(70, 30, 0));
        account.given(WELCOME, HELD)
                .when(to -> new Account.Hold(TURN, 30, NOON, to))
                .then()
                .replies(new Balance(70, 30, 0));
        account.given(WELCOME)
                .when(to -> new Account.Hold(TURN, 100, NOON, to))
                .then(new Account.Held(TURN, 100, NOON))
                .replies(new Balance(0, 100, 0));
    }

    @Test
    void refuses_to_hold_what_is_not_there() {
        account.given(WELCOME, HELD)
                .when(to -> new Account.Hold(new HoldId("room-2/1/1"), 71, NOON, to))
                .refuses(EXHAUSTED, "Insufficient credits. Required: 71, Available: 70");
        account.given()
                .when(to -> new Account.Hold(TURN, Long.MAX_VALUE, NOON, to))
                .refuses(EXHAUSTED);
        account.given(WELCOME).when(to -> new Account.Hold(TURN, -1, NOON, to)).refuses(INVALID);
    }

    @Test
    void settles_the_true_cost_and_frees_the_rest() {
        account.given(WELCOME, HELD)
                .when(to -> new Account.Settle(TURN, 12, "a turn", NOON, to))
                .then(new Account.Settled(TURN, 12, "a turn", NOON))
                .replies(new Balance(88, 0, 12));
    }

    @Test
    void never_takes_more_than_was_held() {
        account.given(WELCOME, HELD)
                .when(to -> new Account.Settle(TURN, 45, "a turn", NOON, to))
                .then(new Account.Settled(TURN, 30, "a turn", NOON))
                .replies(new Balance(70, 0, 30));
        account.given(WELCOME, HELD)
                .when(to -> new Account.Settle(TURN, -1, "a turn", NOON, to))
                .refuses(INVALID);
    }

    @Test
    void settles_once() {
        account.given(WELCOME, HELD, new Account.Settled(TURN, 12, "a turn", NOON))
                .when(to -> new Account.Settle(TURN, 30, "a turn", NOON, to))
                .then()
                .replies(new Balance(88, 0, 12));
    }

    @Test
    void refuses_to_settle_what_was_never_held() {
        account.given(WELCOME)
                .when(to -> new Account.Settle(TURN, 12, "a turn", NOON, to))
                .refuses(NOT_FOUND);
    }

    @Test
    void releases_a_hold_without_a_charge_and_once() {
        Account.Released released = new Account.Released(TURN, NOON);
        account.given(WELCOME, HELD)
                .when(to -> new Account.Release(TURN, NOON, to))
                .then(released)
                .replies(new Balance(100, 0, 0));
        account.given(WELCOME, HELD, released)
                .when(to -> new Account.Release(TURN, NOON, to))
                .then()
                .replies(new Balance(100, 0, 0));
    }

    @Test
    void a_hold_that_has_ended_stays_ended() {
        Account.Released released = new Account.Released(TURN, NOON);
        Account.Settled settled = new Account.Settled(TURN, 12, "a turn", NOON);
        account.given(WELCOME, HELD, released)
                .when(to -> new Account.Settle(TURN, 12, "a turn", NOON, to))
                .refuses(CONFLICT);
        account.given(WELCOME, HELD, released)
                .when(to -> new Account.Hold(TURN, 30, NOON, to))
                .refuses(CONFLICT);
        account.given(WELCOME, HELD, settled)
                .when(to -> new Account.Release(TURN, NOON, to))
                .refuses(CONFLICT);
        account.given(WELCOME, HELD, settled)
                .when(to -> new Account.Hold(TURN, 30, NOON, to))
                .refuses(CONFLICT);
    }

    @Test
    void a_hold_that_comes_after_its_release_is_refused() {
        account.given(WELCOME)
                .when(to -> new Account.Release(TURN, NOON, to))
                .then(new Account.Released(TURN, NOON))
                .replies(new Balance(100, 0, 0));
        account.given(WELCOME, new Account.Released(TURN, NOON))
                .when(to -> new Account.Hold(TURN, 30, NOON, to))
                .refuses(CONFLICT);
    }

    @Test
    void books_waste_once_and_never_on_a_user() {
        Account.Wasted wasted = new Account.Wasted("room-1/1/1", 9, "a lost attempt", NOON);
        waste.given()
                .when(to -> new Account.Waste("room-1/1/1", 9, "a lost attempt", NOON, to))
                .then(wasted)
                .replies(new Balance(0, 0, 9));
        waste.given(wasted)
                .when(to -> new Account.Waste("room-1/1/1", 9, "a lost attempt", NOON, to))
                .then()
                .replies(new Balance(0, 0, 9));
        account.given(WELCOME)
                .when(to -> new Account.Waste("room-1/1/1", 9, "a lost attempt", NOON, to))
                .refuses(FORBIDDEN);
    }

    @Test
    void comes_back_from_its_journal_as_it_was() {
        account.given(WELCOME, HELD, new Account.Settled(TURN, 12, "a turn", NOON));
        assertThat(account.replayed()).isEqualTo(account.state());
    }
}
