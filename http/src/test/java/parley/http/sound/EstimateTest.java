package parley.http.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;

final class EstimateTest {
    private static final double FROM = 0.25;
    private static final double TO = 1.75;

    @Test
    void words_fill_the_time_that_is_not_silent_and_say_that_they_are_estimated() {
        Timing timing = Estimate.of("\"Hello, world\" 42!", sound());

        assertThat(timing.estimated()).isTrue();
        assertThat(timing.words()).extracting(Timing.Word::text).containsExactly("Hello", "world", "42");
        assertThat(timing.words().getFirst().time()).isCloseTo(FROM, within(0.01));
        Timing.Word last = timing.words().getLast();
        assertThat(last.time() + last.duration()).isCloseTo(TO, within(0.01));
        isAChain(timing.visemes());
        assertThat(timing.visemes().getFirst().shape()).isEqualTo(MouthShape.THROAT);
        assertThat(timing.visemes()).anyMatch(it -> it.shape() == MouthShape.SILENCE);
    }

    @Test
    void the_engine_s_own_phones_tell_the_shapes_but_not_the_times() {
        Timing timing = Estimate.ofPhones("The quick fox", "ðə kwˈɪk fˈɑːks", sound());

        assertThat(timing.basis()).isEqualTo(Timing.Basis.ESTIMATED);
        assertThat(timing.words()).extracting(Timing.Word::text).containsExactly("The", "quick", "fox");
        assertThat(timing.visemes().getFirst().shape()).isEqualTo(MouthShape.TONGUE_AND_TEETH);
        Viseme vowel = timing.visemes().stream()
                .filter(it -> it.shape() == MouthShape.OPEN)
                .findFirst()
                .orElseThrow();
        assertThat(vowel.value()).isEqualTo(8);
        assertThat(vowel.duration())
                .as("a long vowel")
                .isGreaterThan(2 * timing.visemes().getFirst().duration());
        isAChain(timing.visemes());
    }

    @Test
    void the_words_are_those_that_are_written_where_the_engine_reads_more() {
        Timing timing = Estimate.ofPhones("1984 came", "nˈaɪntiːn ˈeɪti fˈoːɹ kˈeɪm", sound());

        assertThat(timing.words()).extracting(Timing.Word::text).containsExactly("1984", "came");
        isAChain(timing.visemes());
    }

    @Test
    void any_text_has_a_timing_and_no_time_is_ever_negative() {
        for (String text : List.of("", "...", "—", "你好", "Жил-был", "a", "😀 x", "\u0301"))
            assertThat(Estimate.of(text, sound()).visemes())
                    .as(text)
                    .allMatch(it -> it.time() >= 0 && it.duration() > 0 && it.time() + it.duration() <= TO + 0.01);
        assertThat(Estimate.of("text", Samples.of(new short[0], 24_000)).visemes())
                .allMatch(it -> it.duration() == 0);
    }

    @Test
    void a_word_whose_time_is_known_is_filled_from_its_first_letter_to_its_last() {
        List<Viseme> visemes = Estimate.within("map", 2, 0.4);

        assertThat(visemes)
                .extracting(Viseme::shape)
                .containsExactly(MouthShape.LIPS, MouthShape.OPEN, MouthShape.LIPS);
        assertThat(visemes.getFirst().time()).isEqualTo(2);
        assertThat(visemes.getLast().time() + visemes.getLast().duration()).isCloseTo(2.4, within(1e-9));
        isAChain(visemes);
    }

    private static void isAChain(List<Viseme> visemes) {
        assertThat(visemes).isNotEmpty();
        for (int at = 1; at < visemes.size(); at++) {
            Viseme before = visemes.get(at - 1);
            assertThat(visemes.get(at).time()).isCloseTo(before.time() + before.duration(), within(1e-9));
        }
    }

    /** Two seconds; a quarter of silence on each side. */
    private static Samples sound() {
        short[] samples = new short[2 * 24_000];
        for (int at = (int) (FROM * 24_000); at < TO * 24_000; at++) samples[at] = (short) (at % 2 == 0 ? 9000 : -9000);
        return Samples.of(samples, 24_000);
    }
}
