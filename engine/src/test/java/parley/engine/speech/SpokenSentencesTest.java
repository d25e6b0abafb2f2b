package parley.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpokenSentencesTest {
    record Sentence(String language, String written, String spoken) {
        @Override
        public String toString() {
            return language + ": " + written;
        }
    }

    /** The table: language, what is written, what is said. */
    static Stream<Sentence> sentences() throws IOException {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SpokenSentencesTest.class.getResourceAsStream("/speech/spoken.txt")),
                StandardCharsets.UTF_8))) {
            List<String> lines = table.lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .toList();
            return lines.stream().map(it -> it.split(" \\| ", 3)).map(it -> new Sentence(it[0], it[1], it[2]));
        }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void is_said_in_words_of_its_language(Sentence it) {
        assertThat(SpeechText.of(it.written, Literacy.LETTERS, it.language)).isEqualTo(it.spoken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | I have 3 cats, 1,234 dogs and $5. | I have 3 cats, 1234 dogs and five dollars.",
                "en | It is 10 °C on 2026-11-21. | It is ten degrees Celsius on November twenty-first, twenty"
                        + " twenty-six.",
                "de | 12 Leute, 3 km/h. | 12 Leute, drei Kilometer pro Stunde.",
                "ru | 12 книг, 5 €. | 12 книг, пять евро.",
                "zh | 50%的3.5公里 | 百分之50的3点5公里。",
                "ja | 21個で50% | 21個で50パーセント。",
            })
    void leaves_whole_numbers_to_an_engine_that_reads_them(String language, String written, String spoken) {
        assertThat(SpeechText.of(written, Literacy.NUMBERS, language)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "und", "mul", "xx", "tlh", "no such tag", "x-private", "€"})
    void says_nothing_in_english_where_the_language_is_not_known(String language) {
        assertThat(SpeechText.of("Da $5, 3 km/h, 2026-11-21 & 50%.", Literacy.LETTERS, language))
                .isEqualTo("Da $5, 3 km/h, 2026-11-21 & 50%.");
    }

    @Test
    void leaves_all_the_words_to_an_engine_that_reads_everything() {
        assertThat(SpeechText.of("**Only** $5.20 at 12:30", Literacy.FULL, "en"))
                .isEqualTo("Only $5.20 at 12:30.");
    }

    @Test
    void takes_the_language_of_the_manner_before_that_of_the_voice() {
        Voice voice = Voice.of("flite/slt");
        List<VoiceInfo> offered = List.of(new VoiceInfo(voice, "Woman", "en-US"));
        assertThat(SpeechText.of("50 %", Literacy.LETTERS, voice, offered)).isEqualTo("fifty percent.");
        assertThat(SpeechText.of("50 %", Literacy.LETTERS, Voice.of("flite/slt?language=de"), offered))
                .isEqualTo("fünfzig Prozent.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "## A title | A title.",
                "- an item | an item.",
                "Wow!!! | Wow!",
                "What?!! | What?!",
                "Really??? | Really?",
                "Well.... | Well…",
                "He said \"yes\" | He said \"yes\".",
                "Sure, | Sure,",
                "Nice :) to meet you ~ | Nice to meet you.",
                "I <3 it ;-) | I it.",
                "这是标题 | 这是标题。",
                "太好了！！！ | 太好了！",
                "यह शीर्षक है | यह शीर्षक है।",
                "Press 1️⃣ now | Press 1 now.",
                "*smiles* Hello | smiles Hello.",
                "<speak>Wait<break time=\"1s\"/> here</speak> | Wait here.",
            })
    void ends_with_a_mark_and_has_each_mark_once(String written, String spoken) {
        assertThat(SpeechText.of(written, Literacy.FULL, "en")).isEqualTo(spoken);
    }
}
