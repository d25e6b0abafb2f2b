package parley.engine.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import parley.engine.upstream.UpstreamSettings.Breaking;

/** When a provider counts as down, and when as up again. */
class BreakerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Breaking SETTINGS =
            new Breaking(3, 0.5, 10, Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(35));

    private final Breaker breaker = new Breaker(SETTINGS);

    @Test
    void opens_after_failures_one_after_the_other_and_not_before() {
        assertThat(breaker.failed(false, NOON)).isFalse();
        assertThat(breaker.failed(false, NOON)).isFalse();
        breaker.answered(false, NOON);
        assertThat(breaker.failed(false, NOON)).isFalse();
        assertThat(breaker.failed(false, NOON)).isFalse();
        assertThat(breaker.admits(NOON)).isTrue();

        assertThat(breaker.failed(false, NOON)).isTrue();
        assertThat(breaker.admits(NOON.plusSeconds(9))).isFalse();
        assertThat(breaker.until()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void opens_where_half_of_a_minutes_requests_failed() {
        for (int each = 0; each < 4; each++) {
            breaker.answered(false, NOON);
            assertThat(breaker.failed(false, NOON.plusSeconds(each))).isFalse();
        }
        breaker.answered(false, NOON.plusSeconds(4));
        assertThat(breaker.failed(false, NOON.plusSeconds(5))).isTrue();
    }

    @Test
    void forgets_what_failed_long_ago() {
        for (int each = 0; each < 4; each++) {
            breaker.answered(false, NOON);
            breaker.failed(false, NOON);
        }
        breaker.answered(false, NOON.plusSeconds(61));
        assertThat(breaker.failed(false, NOON.plusSeconds(62))).isFalse();
    }

    @Test
    void lets_one_try_and_closes_where_it_was_answered() {
        open();
        Instant later = NOON.plusSeconds(10);
        assertThat(breaker.admits(later)).isTrue();
        assertThat(breaker.goes()).isTrue();
        assertThat(breaker.admits(later)).isFalse();

        breaker.answered(false, later);
        assertThat(breaker.closed()).as("one of before proves nothing").isFalse();
        breaker.answered(true, later);
        assertThat(breaker.closed()).isTrue();
        assertThat(breaker.goes()).isFalse();
    }

    @Test
    void waits_longer_each_time_that_a_try_fails_up_to_a_bound() {
        open();
        Instant at = NOON.plusSeconds(10);
        for (int pause : new int[] {20, 35, 35}) {
            breaker.goes();
            assertThat(breaker.failed(true, at)).isTrue();
            assertThat(breaker.until()).isEqualTo(at.plusSeconds(pause));
            at = at.plusSeconds(pause);
        }
        breaker.goes();
        breaker.answered(true, at);
        open();
        assertThat(breaker.until()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void a_try_that_was_given_up_lets_another_try() {
        open();
        breaker.goes();
        breaker.undecided(true);
        assertThat(breaker.admits(NOON.plusSeconds(10))).isTrue();
    }

    private void open() {
        for (int each = 0; each < 3; each++) breaker.failed(false, NOON);
    }
}
