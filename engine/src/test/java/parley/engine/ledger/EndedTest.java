package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.engine.ledger.Ended.Outcome;

class EndedTest {
    @Test
    void remembers_the_last_that_ended_and_forgets_what_is_older() {
        Ended ended = Ended.NONE;
        for (int hold = 0; hold < 5_000; hold++)
            ended = ended.with("hold-" + hold, Outcome.settled(hold)).atLeast(1_000);
        assertThat(ended.size()).isBetween(1_000, 1_100);
        for (int hold = 4_000; hold < 5_000; hold++)
            assertThat(ended.outcome("hold-" + hold)).contains(Outcome.settled(hold));
        assertThat(ended.outcome("hold-3899")).isEmpty();
    }

    @Test
    void does_not_change_what_was_there_before() {
        Ended before = Ended.NONE.with("one", Outcome.RELEASED);
        Ended after = before.with("two", Outcome.BOOKED);
        assertThat(before.size()).isEqualTo(1);
        assertThat(after.outcome("one")).contains(Outcome.RELEASED);
    }

    @Test
    void an_outcome_that_grows_stays_in_its_place() {
        Ended ended = Ended.NONE;
        for (int hold = 0; hold < 150; hold++) ended = ended.with("hold-" + hold, Outcome.settled(12));
        Ended refunded = ended.with("hold-3", Outcome.settled(12).refunding(5));
        assertThat(refunded.size()).isEqualTo(150);
        assertThat(refunded.outcome("hold-3")).contains(new Outcome(Ended.How.SETTLED, 12, 5));
        assertThat(refunded.atLeast(50).outcome("hold-3")).isEmpty();
    }
}
