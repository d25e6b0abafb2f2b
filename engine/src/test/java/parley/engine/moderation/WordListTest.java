package parley.engine.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;

class WordListTest {
    private static WordList list(String... words) {
        return WordList.of(
                Arrays.stream(words).map(it -> new WordList.Entry(it, it)).toList());
    }

    private static boolean blocks(WordList list, String before, String sentence) {
        return list.judge(sentence, before).toCompletableFuture().join() instanceof Verdict.Blocked;
    }

    private static boolean blocks(String word, String sentence) {
        return blocks(list(word), "", sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rat | You rat!",
                "rat | RAT",
                "RAT | you (rat), you",
                "rat | A rat's tail.",
                "rat | *rat*",
                "rat | a_rat_here",
                "straße | Die STRASSE ist lang.",
                "οδοσ | Η ΟΔΟΣ. ",
                "οδός | ΟΔΌΣ",
                "дурак | Ты ДУРАК.",
                "año | El AN\u0303O nuevo.",
                "rat | You \uFF52\uFF41\uFF54!",
                "rat | You \uD835\uDC2B\uD835\uDC1A\uD835\uDC2D!",
                "rat | You r\u200Ba\u00ADt!",
                "rat | You r.a.t!",
                "rat | You R-A-T.",
                "r.a.t | You rat.",
                "go to hell | Go to  hell!",
                "go to hell | go\u00A0to\t hell",
                "f*ck | What the F*ck.",
                "\uD83D\uDD95 | So \uD83D\uDD95\uFE0F there",
                "死ね | お前は死ねよ。",
                "バカ | ﾊﾞｶです",
                "โง่ | คุณโง่มาก",
                "aho野郎 | このAHO野郎め",
                "바보 | 너 바보!",
                "l'idiot | L'idiot du village."
            })
    void blocks_a_word_however_it_is_written(String word, String sentence) {
        assertThat(blocks(word, sentence)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rat | The rate of a grateful pirate.",
                "rat | rats",
                "rat | rat2",
                "rat | r at",
                "rat | So r. A cat sat.",
                "rat | r.a-t",
                "rat | r a t",
                "ra | You r.a!",
                "usa | U.S. Open",
                "go to hell | Go to work. Hello!",
                "go to hell | We must go. To hell with it.",
                "go to hell | go to hello",
                "f*ck | f. ck",
                "año | ano",
                "ass | a55",
                "死ね | 死の島ね",
                "rat | ráty",
                "l'idiot | lidiot"
            })
    void lets_pass_what_only_looks_like_it(String word, String sentence) {
        assertThat(blocks(word, sentence)).isFalse();
    }

    @Test
    void finds_the_shorter_entry_within_the_longer_one_that_was_not_completed() {
        WordList list = list("go to hell now", "hell", "to heaven");

        assertThat(list.judge("Go to hell nowhere.", "").toCompletableFuture().join())
                .isEqualTo(new Verdict.Blocked("hell"));
    }

    @Test
    void blocks_the_part_that_completes_what_began_in_the_part_before() {
        WordList list = list("go to hell", "rat");

        assertThat(blocks(list, "and then they go to ", "hell, all of them")).isTrue();
        assertThat(blocks(list, "and then they go\n", "to\nhell")).isTrue();
        assertThat(blocks(list, "you ra", "t!")).isTrue();
        assertThat(blocks(list, "you rat ", "are nice")).isFalse();
        assertThat(blocks(list, "a pi", "rat")).isFalse();
        assertThat(blocks(list, "they say: rat", "s are nice. A cat")).isFalse();
        assertThat(blocks(list, "r.a", ".x rat")).isTrue();
    }

    @Test
    void refuses_what_is_too_long_or_cannot_be_found() {
        assertThatThrownBy(() -> list("x".repeat(201)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("200 characters");
        assertThatThrownBy(() -> list("\u200B"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing that can be found");
        List<WordList.Entry> many = java.util.Collections.nCopies(20_001, new WordList.Entry("many", "many"));
        assertThatThrownBy(() -> WordList.of(many)).isInstanceOf(Refusal.class).hasMessageContaining("20000");
    }

    /** Steps are counted, since time depends on the machine: at most two for each symbol. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void takes_at_most_two_steps_a_symbol_however_hostile_text_and_list_are(int length) {
        Automaton automaton = new Automaton();
        for (int letters = 1; letters <= 150; letters++)
            automaton.add(Folding.of("a".repeat(letters) + "b 死" + "死".repeat(letters)), "hostile");
        automaton.close();
        for (String text : List.of("a".repeat(length), "aab 死".repeat(length / 5), "a.".repeat(length / 2))) {
            int[] symbols = Folding.of(text);
            Automaton.Walk walk = automaton.walk();
            for (int symbol : symbols) walk.next(symbol);

            assertThat(symbols.length).isLessThanOrEqualTo(4 * length + 2);
            assertThat(walk.steps()).isBetween((long) symbols.length, 2L * symbols.length);
        }
    }
}
