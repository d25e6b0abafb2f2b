package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedTest {
    @Test
    void remembers_the_last_that_ended_and_forgets_what_is_older() {
        Ended ended = Ended.NONE;
        for (int hold = 0; hold < 5_000; hold++)
            ended = ended.with("hold-" + hold, Ended.How.SETTLED).atLeast(1_000);
        assertThat(ended.size()).isBetween(1_000, 1_100);
        for (int hold = 4_000; hold < 5_000; hold++)
            assertThat(ended.how("hold-" + hold)).contains(Ended.How.SETTLED);
        assertThat(ended.how("hold-3899")).isEmpty();
    }

    @Test
    void does_not_change_what_was_there_before() {
        Ended before = Ended.NONE.with("one", Ended.How.RELEASED);
        Ended after = before.with("two", Ended.How.WASTED);
        assertThat(before.size()).isEqualTo(1);
        assertThat(after.how("one")).contains(Ended.How.RELEASED);
    }
}
