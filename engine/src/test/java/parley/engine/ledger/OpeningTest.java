package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.ledger.Deeds.NOON;
import static parley.engine.ledger.Deeds.give;
import static parley.engine.ledger.Deeds.hold;
import static parley.engine.ledger.Deeds.setAside;
import static parley.engine.ledger.Deeds.settle;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an account comes from another server, once, with what it came to and what was told of it. */
class OpeningTest {
    private static final Instant THEN = Instant.parse("2025-07-01T09:30:00Z");
    private static final Opening OPENING = new Opening(70, 30, 50, "pro", THEN);
    private static final Past BOUGHT = new Past("t1", Transaction.Type.PURCHASE, 50, 100, "purchase", null, THEN);
    private static final Past USED = new Past("t2", Transaction.Type.USAGE, -30, 70, "chat_message", "A reply", THEN);

    private final Counter counter = new Counter();

    private static Order recall(int piece, Past... entries) {
        return new Order.Recall(piece, List.of(entries));
    }

    @Test
    void opens_with_what_was_there_and_goes_on_from_that() {
        assertThat(counter.carry(new Order.Open(OPENING)))
                .containsExactly(new AccountEvent.Opened(70, 30, 50, "pro", THEN, NOON, 70));
        assertThat(counter.balance()).isEqualTo(new Balance(70, 0, 30, 50, THEN));
        assertThat(counter.standing().plan()).isEqualTo("pro");
        counter.carry(setAside(hold(1), 20));
        counter.carry(settle(hold(1), 15));
        assertThat(counter.balance()).isEqualTo(new Balance(55, 0, 45, 50, THEN));
        counter.restart();
    }

    @Test
    void opens_once_and_with_nothing_left_too() {
        counter.carry(new Order.Open(new Opening(0, 0, 0, null, null)));
        assertThat(counter.carry(new Order.Open(OPENING))).isEmpty();
        assertThat(counter.balance()).isEqualTo(new Balance(0, 0, 0));
        counter.restart();
    }

    @Test
    void does_not_open_over_what_has_happened_here() {
        counter.carry(give("welcome", 100));
        assertThatThrownBy(() -> counter.carry(new Order.Open(OPENING))).hasMessageContaining("in use");
        assertThatThrownBy(() -> counter.carry(recall(0, USED))).hasMessageContaining("in use");
    }

    @Test
    void recalls_each_piece_once_in_order_and_before_the_opening() {
        assertThatThrownBy(() -> counter.carry(recall(1, USED))).hasMessageContaining("piece 0 is next");
        assertThat(counter.carry(recall(0, BOUGHT, USED)))
                .containsExactly(new AccountEvent.Recalled(0, List.of(BOUGHT, USED), NOON));
        assertThat(counter.carry(recall(0, BOUGHT, USED))).isEmpty();
        assertThat(counter.balance()).isEqualTo(new Balance(0, 0, 0));
        counter.restart();
        counter.carry(recall(1, USED));
        counter.carry(new Order.Open(OPENING));
        assertThat(counter.carry(recall(1, USED))).isEmpty();
        assertThatThrownBy(() -> counter.carry(recall(2, USED))).hasMessageContaining("in use");
        counter.restart();
    }

    @Test
    void bounds_a_piece_and_what_an_account_can_open_with() {
        assertThatThrownBy(() -> counter.carry(recall(0))).hasMessageContaining("1 to 1000");
        Past[] many = Collections.nCopies(Past.A_PIECE + 1, USED).toArray(Past[]::new);
        assertThatThrownBy(() -> counter.carry(recall(0, many))).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> new Opening(-1, 0, 0, null, null)).hasMessageContaining("below zero");
        assertThatThrownBy(() -> new Opening(Long.MAX_VALUE, 0, 0, null, null)).hasMessageContaining("absurdly");
        assertThatThrownBy(() -> counter.carry(give(Opening.ID, 5))).hasMessageContaining("opening");
    }

    @Test
    void its_two_sides_add_up_whatever_was_paid_for() {
        IntStream.of(0, 50, 5_000).forEach(bought -> {
            AccountEvent.Opened opened = new AccountEvent.Opened(70, 30, bought, null, null, NOON, 70);
            assertThat(opened.entries().stream().mapToLong(Entry::credits).sum())
                    .isZero();
        });
    }

    @Test
    void what_was_told_stands_before_all_that_happened_here_in_its_order() {
        assertThat(List.of(Past.place(0, 0), Past.place(0, 999), Past.place(1, 0), Past.place(99_999, 999), 1L))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
