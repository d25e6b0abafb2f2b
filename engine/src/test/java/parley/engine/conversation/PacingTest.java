package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.Pacing.Place;

class PacingTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pacing pacing = new Pacing(2, PATIENCE);
    private Instant now = NOON;

    /** How many more sentences of a turn are granted, from one on. */
    private int granted(int turn, int from) {
        int sentence = from;
        while (sentence < 20 && pacing.grants(new Place(turn, sentence), now)) sentence++;
        return sentence - from;
    }

    private void played(String listener, int turn, int sentence) {
        assertThat(pacing.played(listener, new Place(turn, sentence), now)).isTrue();
    }

    @Test
    void nothing_waits_where_nobody_listens() {
        assertThat(granted(1, 0)).isEqualTo(20);
    }

    @Test
    void two_sentences_lie_ahead_of_what_was_played() {
        pacing.joins("ann", now);

        assertThat(granted(1, 0)).isEqualTo(2);
        played("ann", 1, 0);
        assertThat(granted(1, 2)).isEqualTo(1);
        played("ann", 1, 2);
        assertThat(granted(1, 3)).isEqualTo(2);
        assertThat(granted(2, 0)).isZero();
        played("ann", 1, 3);
        assertThat(granted(2, 0)).isEqualTo(1);
    }

    @Test
    void the_slowest_of_several_counts_until_it_leaves() {
        pacing.joins("ann", now);
        pacing.joins("bob", now);
        assertThat(granted(1, 0)).isEqualTo(2);

        played("ann", 1, 1);
        assertThat(granted(1, 2)).isZero();
        pacing.leaves("bob");

        assertThat(granted(1, 2)).isEqualTo(2);
    }

    @Test
    void who_comes_later_begins_where_the_room_is() {
        granted(1, 0);
        pacing.joins("late", now);

        assertThat(granted(2, 0)).isEqualTo(2);
    }

    @Test
    void a_report_never_goes_back_and_never_beyond_what_was_granted() {
        pacing.joins("ann", now);
        granted(1, 0);

        played("ann", 9, 9);
        assertThat(granted(1, 2)).isEqualTo(2);
        played("ann", 1, 0);
        assertThat(granted(1, 4)).isZero();
        played("ann", 1, 3);
        played("ann", 1, 1);
        assertThat(granted(1, 4)).isEqualTo(2);
    }

    @Test
    void what_stays_text_is_not_waited_for() {
        pacing.joins("ann", now);
        assertThat(granted(1, 0)).isEqualTo(2);

        pacing.soundless(new Place(1, 1));

        assertThat(granted(1, 2)).isEqualTo(1);
    }

    @Test
    void silence_leaves_nothing_to_wait_for() {
        pacing.joins("ann", now);
        granted(1, 0);

        pacing.silenced();

        assertThat(granted(2, 0)).isEqualTo(2);
    }

    @Test
    void a_dead_player_is_waited_for_once_and_again_after_its_next_word() {
        pacing.joins("dead", now);
        now = NOON.plusSeconds(600);
        assertThat(granted(1, 0)).isEqualTo(2);
        assertThat(pacing.patientUntil()).hasValue(now.plus(PATIENCE));

        now = now.plus(PATIENCE);
        assertThat(granted(1, 2)).isEqualTo(18);
        assertThat(granted(2, 0)).isEqualTo(20);
        played("dead", 1, 0);
        assertThat(granted(3, 0)).isZero();
        played("dead", 2, 19);
        assertThat(granted(3, 0)).isEqualTo(2);
    }

    @Test
    void who_reports_keeps_the_others_patient() {
        pacing.joins("slow", now);
        granted(1, 0);
        now = NOON.plusSeconds(50);
        played("slow", 1, 0);
        assertThat(granted(1, 2)).isEqualTo(1);

        now = NOON.plusSeconds(100);
        assertThat(granted(1, 3)).isZero();
        assertThat(pacing.patientUntil()).hasValue(NOON.plusSeconds(110));
        now = NOON.plusSeconds(110);
        assertThat(granted(1, 3)).isEqualTo(17);
    }

    @Test
    void a_stranger_cannot_report() {
        assertThat(pacing.played("nobody", new Place(1, 0), now)).isFalse();
    }
}
