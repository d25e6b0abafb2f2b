package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.ledger.Deeds.NOON;
import static parley.engine.ledger.Deeds.ROOT;
import static parley.engine.ledger.Deeds.give;
import static parley.engine.ledger.Deeds.hold;
import static parley.engine.ledger.Deeds.setAside;
import static parley.engine.ledger.Deeds.settle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which credits are used first, and what becomes of those whose time is over. */
class GrantsTest {
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final Instant NEXT_WEEK = NOON.plus(Duration.ofDays(7));

    private final Counter counter = new Counter();

    @Test
    void uses_the_lowest_priority_first_then_the_earliest_to_expire_then_the_oldest() {
        given("for ever", 100, null, NOON.minusSeconds(9));
        given("younger", 100, NEXT_WEEK, NOON.minusSeconds(1));
        given("older", 100, NEXT_WEEK, NOON.minusSeconds(2));
        given("soon", 100, TOMORROW, NOON);
        given("first", 50, null, NOON);
        given("last", 200, TOMORROW, NOON);
        assertThat(held(1, 60))
                .containsExactly(
                        new Portion("first", 10),
                        new Portion("soon", 10),
                        new Portion("older", 10),
                        new Portion("younger", 10),
                        new Portion("for ever", 10),
                        new Portion("last", 10));
    }

    @Test
    void uses_a_part_of_a_grant_and_then_the_rest_of_it() {
        given("first", 50, null, NOON);
        given("last", 100, null, NOON);
        assertThat(held(1, 4)).containsExactly(new Portion("first", 4));
        assertThat(held(2, 9)).containsExactly(new Portion("first", 6), new Portion("last", 3));
        assertThat(left("first")).isZero();
        assertThat(left("last")).isEqualTo(7);
    }

    @Test
    void a_settlement_spends_the_first_portions_and_returns_the_rest_to_the_grants_it_came_from() {
        given("first", 50, TOMORROW, NOON);
        given("last", 100, null, NOON);
        held(1, 15);
        counter.carry(settle(hold(1), 7));
        assertThat(left("first")).isEqualTo(3);
        assertThat(left("last")).isEqualTo(10);
    }

    @Test
    void a_settlement_of_an_extended_hold_spends_in_the_order_in_which_it_was_held() {
        given("last", 100, null, NOON);
        held(1, 4);
        given("first", 50, TOMORROW, NOON);
        counter.carry(setAside(hold(1), 9));
        counter.carry(settle(hold(1), 6));
        assertThat(left("last")).isEqualTo(6);
        assertThat(left("first")).isEqualTo(8);
    }

    @Test
    void a_release_returns_all_to_the_grants_it_came_from() {
        given("first", 50, TOMORROW, NOON);
        given("last", 100, null, NOON);
        held(1, 15);
        counter.carry(new Order.Release(hold(1)));
        assertThat(left("first")).isEqualTo(10);
        assertThat(left("last")).isEqualTo(10);
    }

    @Test
    void what_is_left_expires_at_the_next_touch_and_not_before_its_time() {
        given("gift", 100, TOMORROW, NOON);
        counter.carry(give("other", 5), TOMORROW.minusMillis(1));
        assertThat(counter.balance().available()).isEqualTo(15);
        assertThat(counter.carry(give("third", 5), TOMORROW).getFirst())
                .isEqualTo(new AccountEvent.Expired("gift", GrantType.BONUS, 10, TOMORROW, 5));
        assertThat(counter.balance().available()).isEqualTo(10);
    }

    @Test
    void what_has_expired_cannot_be_held_and_is_gone_though_the_order_is_refused() {
        given("gift", 100, TOMORROW, NOON);
        assertThatThrownBy(() -> counter.carry(setAside(hold(1), 1), TOMORROW))
                .hasMessageContaining("Required: 1, Available: 0");
        assertThat(counter.balance()).isEqualTo(new Balance(0, 0, 0));
        assertThat(counter.journal()).hasSize(2);
    }

    @Test
    void what_is_held_survives_the_end_of_its_grant_and_expires_when_it_comes_back() {
        given("gift", 100, TOMORROW, NOON);
        held(1, 4);
        counter.carry(give("other", 1), TOMORROW);
        assertThat(counter.balance()).isEqualTo(new Balance(1, 4, 0));
        counter.carry(settle(hold(1), 3), TOMORROW);
        assertThat(counter.balance()).isEqualTo(new Balance(2, 0, 3));
        assertThat(counter.carry(give("third", 1), TOMORROW).getFirst())
                .isEqualTo(new AccountEvent.Expired("gift", GrantType.BONUS, 1, TOMORROW, 1));
        assertThat(counter.balance()).isEqualTo(new Balance(2, 0, 3));
        counter.restart();
    }

    @Test
    void what_was_sold_and_expires_is_revenue_and_a_gift_goes_back_to_where_it_came_from() {
        assertThat(new AccountEvent.Expired("sold", GrantType.PURCHASE, 3, NOON, 0).entries())
                .containsExactly(new Entry(Book.AVAILABLE, -3), new Entry(Book.REVENUE, 3));
        assertThat(new AccountEvent.Expired("gift", GrantType.BONUS, 3, NOON, 0).entries())
                .containsExactly(new Entry(Book.AVAILABLE, -3), new Entry(Book.PROMOTION, 3));
    }

    @Test
    void tells_what_was_purchased_and_when_credits_were_last_given_again() {
        counter.carry(give("bought", GrantType.PURCHASE, 50, 1, null));
        counter.carry(give("gift", 5), TOMORROW);
        assertThat(counter.balance()).isEqualTo(new Balance(55, 0, 0, 50, NOON));
        counter.carry(give("monthly", GrantType.REFILL, 5, 1, null), TOMORROW);
        assertThat(counter.balance()).isEqualTo(new Balance(60, 0, 0, 50, TOMORROW));
    }

    @Test
    void a_refund_is_a_grant_that_does_not_expire() {
        given("gift", 100, TOMORROW, NOON);
        held(1, 10);
        counter.carry(settle(hold(1), 10));
        counter.carry(new Order.Refund("r1", hold(1), 4, "A test", ROOT));
        counter.carry(give("other", 1), NEXT_WEEK);
        assertThat(counter.balance()).isEqualTo(new Balance(5, 0, 6));
    }

    @Test
    void a_grant_of_before_priorities_were_kept_has_the_usual_one() {
        counter.record(List.of(
                new AccountEvent.Granted("old", 10, "Welcome", NOON.minusSeconds(9), null, 0, null, null, null)));
        given("new", Order.Give.USUAL_PRIORITY, NEXT_WEEK, NOON);
        assertThat(held(1, 1)).containsExactly(new Portion("new", 1));
    }

    private void given(String grant, int priority, @Nullable Instant expires, Instant at) {
        counter.carry(give(grant, GrantType.BONUS, 10, priority, expires), at);
    }

    private List<Portion> held(int turn, long credits) {
        counter.carry(setAside(hold(turn), credits));
        return counter.credits().hold(hold(turn)).orElseThrow().from();
    }

    private long left(String grant) {
        return counter.credits().grants().values().stream()
                .filter(it -> it.grant().equals(grant))
                .mapToLong(Grant::left)
                .sum();
    }
}
