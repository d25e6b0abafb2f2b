package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.ledger.Budget.Period.DAY;
import static parley.engine.ledger.Budget.Period.TOTAL;
import static parley.engine.ledger.Budget.Scope.AGENT;
import static parley.engine.ledger.Budget.Scope.ROOM;
import static parley.engine.ledger.Budget.Scope.USER;
import static parley.engine.ledger.Deeds.ADA;
import static parley.engine.ledger.Deeds.NOON;
import static parley.engine.ledger.Deeds.ROOT;
import static parley.engine.ledger.Deeds.give;
import static parley.engine.ledger.Deeds.hold;
import static parley.engine.ledger.Deeds.purpose;
import static parley.engine.ledger.Deeds.setAside;
import static parley.engine.ledger.Deeds.settle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Scenario;

/** What may be spent, by the room, the agent and the user, for ever and by the day. */
class BudgetsTest {
    private static final Budget.Name TEA = new Budget.Name(ROOM, "tea", TOTAL);
    private static final Budget.Name ANN = new Budget.Name(AGENT, "ann", TOTAL);
    private static final Budget.Name ALL = new Budget.Name(USER, null, TOTAL);
    private static final Budget.Name TODAY = new Budget.Name(USER, null, DAY);
    private static final Instant LAST_MOMENT = Instant.parse("2026-11-21T23:59:59.999Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

    @RegisterExtension
    static final Scenario<AccountCommand, AccountEvent, Balance> account =
            Scenario.of(shard -> Account.create(ADA, shard, AccountTest.SETTINGS));

    private final Counter counter = new Counter();
    private int turn;

    @BeforeEach
    void rich() {
        counter.carry(give("welcome", 1_000));
    }

    @Test
    void a_rooms_budget_bounds_that_room_alone() {
        set(TEA, 10);
        spend(10, "tea", "ann", NOON);
        tooMuch(1, 0, "the room tea", "tea", "bob", NOON);
        spend(100, "coffee", "ann", NOON);
    }

    @Test
    void an_agents_budget_bounds_it_in_all_rooms() {
        set(ANN, 10);
        spend(6, "tea", "ann", NOON);
        tooMuch(5, 4, "the agent ann", "coffee", "ann", NOON);
        spend(100, "coffee", "bob", NOON);
        spend(100, "coffee", null, NOON);
    }

    @Test
    void a_users_budget_bounds_everything_also_what_has_no_purpose() {
        set(ALL, 10);
        spend(6, "tea", "ann", NOON);
        tooMuch(5, 4, "the user", "coffee", null, NOON);
        assertThatThrownBy(() -> counter.carry(new Order.SetAside(hold(99), 5, null)))
                .hasMessageContaining("in the budget of the user. Required: 5, Available: 4");
    }

    @Test
    void the_narrowest_of_several_is_the_one_that_is_told() {
        set(ALL, 30);
        set(TEA, 10);
        set(ANN, 20);
        tooMuch(31, 10, "the room tea", "tea", "ann", NOON);
    }

    @Test
    void what_is_held_counts_until_it_comes_back() {
        set(TEA, 10);
        counter.carry(aside(8, "tea", "ann"));
        HoldId held = hold(turn);
        tooMuch(3, 2, "the room tea", "tea", "bob", NOON);
        counter.carry(settle(held, 5));
        spend(5, "tea", "bob", NOON);
        tooMuch(1, 0, "the room tea", "tea", "bob", NOON);
    }

    @Test
    void an_extension_counts_only_what_is_more() {
        set(TEA, 10);
        counter.carry(setAside(hold(50), 8));
        counter.carry(setAside(hold(50), 10));
        assertThatThrownBy(() -> counter.carry(setAside(hold(50), 11)))
                .hasMessageContaining("in the budget of the room tea. Required: 1, Available: 0");
    }

    @Test
    void a_daily_budget_begins_anew_at_midnight_in_utc() {
        set(TODAY, 10);
        spend(10, "tea", "ann", LAST_MOMENT);
        tooMuch(1, 0, "the user and day", "tea", "ann", LAST_MOMENT);
        spend(10, "tea", "ann", MIDNIGHT);
        tooMuch(1, 0, "the user and day", "tea", "ann", MIDNIGHT);
    }

    @Test
    void a_total_budget_does_not() {
        set(ALL, 10);
        spend(10, "tea", "ann", LAST_MOMENT);
        tooMuch(1, 0, "the user", "tea", "ann", MIDNIGHT);
    }

    @Test
    void counts_from_when_it_was_set_and_keeps_count_when_it_is_set_again() {
        spend(100, "tea", "ann", NOON);
        set(TEA, 10);
        spend(4, "tea", "ann", NOON);
        set(TEA, 20);
        tooMuch(17, 16, "the room tea", "tea", "ann", NOON);
        set(TEA, 3);
        tooMuch(1, 0, "the room tea", "tea", "ann", NOON);
        counter.carry(new Order.RemoveBudget(TEA, false, ADA));
        set(TEA, 10);
        spend(10, "tea", "ann", NOON);
    }

    @Test
    void a_refused_hold_leaves_nothing_behind() {
        set(TEA, 10);
        Balance before = counter.balance();
        tooMuch(11, 10, "the room tea", "tea", "ann", NOON);
        assertThat(counter.balance()).isEqualTo(before);
        assertThat(counter.standing().holds()).isEmpty();
        spend(10, "tea", "ann", NOON);
    }

    @Test
    void what_costs_nothing_is_always_within_budget() {
        set(TEA, 10);
        spend(10, "tea", "ann", NOON);
        set(TEA, 5);
        spend(0, "tea", "ann", NOON);
    }

    @Test
    void an_imposed_budget_is_changed_and_removed_only_by_whoever_imposes() {
        counter.carry(new Order.SetBudget(TEA, 10, true, ROOT));
        forbidden(new Order.RemoveBudget(TEA, false, ADA));
        forbidden(new Order.SetBudget(TEA, 1_000, false, ADA));
        assertThat(counter.carry(new Order.SetBudget(TEA, 20, true, ROOT)))
                .containsExactly(new AccountEvent.BudgetSet(TEA, 20, true, ROOT, NOON));
        assertThat(counter.carry(new Order.RemoveBudget(TEA, true, ROOT)))
                .containsExactly(new AccountEvent.BudgetRemoved(TEA, ROOT, NOON));
        assertThat(counter.standing().budgets()).isEmpty();
    }

    @Test
    void setting_and_removing_twice_is_the_same_as_once() {
        set(TEA, 10);
        assertThat(counter.carry(new Order.SetBudget(TEA, 10, false, ADA))).isEmpty();
        assertThat(counter.carry(new Order.RemoveBudget(TEA, false, ADA))).hasSize(1);
        assertThat(counter.carry(new Order.RemoveBudget(TEA, false, ADA))).isEmpty();
    }

    @Test
    void refuses_absurd_bounds_and_too_many_of_them() {
        for (long most : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE})
            assertThatThrownBy(() -> set(TEA, most)).isInstanceOf(Refusal.class);
        for (int room = 0; room < Clerk.MOST_BUDGETS; room++) set(new Budget.Name(ROOM, "room-" + room, DAY), 1);
        assertThatThrownBy(() -> set(TEA, 10)).hasMessageContaining("take one away first");
        set(new Budget.Name(ROOM, "room-0", DAY), 2);
    }

    @Test
    void the_actor_keeps_budgets_over_its_death() {
        Order set = new Order.SetBudget(new Budget.Name(ROOM, "tea", DAY), 10, true, ROOT);
        account.given(Deeds.WELCOME, Deeds.HELD, Deeds.SETTLED)
                .when(to -> new AccountCommand.Carry(set, NOON, to))
                .replies(new Balance(88, 0, 12));
        account.when(to -> new AccountCommand.Carry(setAside(hold(2), 8), NOON, to))
                .replies(new Balance(80, 8, 12));
        assertThat(account.replayed()).isEqualTo(account.state());
        account.when(to -> new AccountCommand.Carry(setAside(hold(3), 3), NOON, to))
                .refuses(
                        Refusal.Kind.EXHAUSTED,
                        "Insufficient credits in the budget of the room tea and day. Required: 3, Available: 2");
        account.when(to -> new AccountCommand.Carry(
                        new Order.RemoveBudget(new Budget.Name(ROOM, "tea", DAY), true, ROOT), NOON, to))
                .replies(new Balance(80, 8, 12));
    }

    @Test
    void a_budget_names_what_it_bounds() {
        assertThatThrownBy(() -> new Budget.Name(USER, "ada", TOTAL)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Budget.Name(ROOM, null, TOTAL)).isInstanceOf(Refusal.class);
    }

    private void set(Budget.Name name, long most) {
        counter.carry(new Order.SetBudget(name, most, false, ADA));
    }

    private void forbidden(Order order) {
        assertThatThrownBy(() -> counter.carry(order))
                .satisfies(it -> assertThat(Refusal.in(it).orElseThrow().kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    private void spend(long credits, String room, @Nullable String agent, Instant at) {
        counter.carry(aside(credits, room, agent), at);
        counter.carry(settle(hold(turn), credits), at);
    }

    private Order aside(long credits, String room, @Nullable String agent) {
        return new Order.SetAside(hold(++turn), credits, purpose(room, agent));
    }

    private void tooMuch(long asked, long left, String whose, String room, @Nullable String agent, Instant at) {
        assertThatThrownBy(() -> counter.carry(aside(asked, room, agent), at))
                .hasMessage("EXHAUSTED: Insufficient credits in the budget of " + whose + ". Required: " + asked
                        + ", Available: " + left);
    }
}
