package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalTokensTest {
    private final Tokens tokens = Tokens.local();

    @Test
    void counts_with_a_margin_but_never_beyond_the_bytes() {
        assertThat(tokens.count("")).isZero();
        assertThat(tokens.count("a")).isEqualTo(1);
        assertThat(tokens.count("The harbour lights have waited long enough.")).isBetween(8, 12);
        for (long seed = 1; seed <= 200; seed++) {
            String text = Stage.text(new SplittableRandom(seed), 60);
            assertThat(tokens.count(text))
                    .isPositive()
                    .isLessThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            assertThat(Tokens.atMost(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void takes_a_control_word_for_plain_text() {
        assertThat(tokens.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void stops_counting_where_it_is_too_much_anyway() {
        String text = "word ".repeat(5000);
        assertThat(tokens.count(text, 100)).isGreaterThan(100);
        assertThat(tokens.count(text, 1_000_000)).isEqualTo(tokens.count(text)).isBetween(5000, 7000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", "!", "🙂", "\u0301"})
    void survives_a_quarter_of_a_megabyte_of_one_character(String one) {
        int times = 250_000 / one.length();
        assertThat(tokens.count(one.repeat(times))).isBetween(1000, Tokens.atMost(one.repeat(times)));
    }
}
