package parley.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpeechTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**Hello**, _dear_ `friend`! 😀 | Hello, dear friend!",
                "## A title | A title",
                "- first thing | first thing",
                "See [the page](https://example.com/a_b) now. | See the page now.",
                "Go to https://www.example.com/x?y=1. | Go to example.com.",
                "Don't ~~ever~~ skip it. | Don't skip it.",
                "- [x] Buy milk | Buy milk",
                "1. Boil the pasta. | 1. Boil the pasta.",
                "I like it.[^1] | I like it.",
                "Use <b>bold</b>, 2 < 3 and <War and Peace> | Use bold, 2 < 3 and <War and Peace>",
                "Done ✅. | Done.",
                "snake_case and 3*4 stay | snake_case and 3*4 stay",
                "*waves* Hi 👋🏽 | waves Hi",
                "It is 20° warm & 50% wet | It is 20° warm & 50% wet",
            })
    void says_the_words_and_not_the_marks(String written, String spoken) {
        assertThat(SpeechText.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "...", "😀👍🏽", "---", "**", "```\n"})
    void has_nothing_to_say_without_a_letter_or_a_digit(String written) {
        assertThat(SpeechText.of(written)).isEmpty();
    }

    @Test
    void is_silent_about_code_and_tables() {
        assertThat(SpeechText.of("```java\nint a = 1;\n```\nThat was code.")).isEqualTo("That was code.");
        assertThat(SpeechText.of("```java\nint a = 1;")).isEmpty();
        assertThat(SpeechText.of("| Tea | 3 |\n|-----|---|\n| Milk | 1 |\n")).isEmpty();
    }
}
