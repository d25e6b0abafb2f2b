package parley.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentenceCutterTest {
    private static final String STORY = """
        "Dr. Smith paid $3.14 for tea!" she said... then left. Why not?! (Nobody knows.) He met J. R. Tolkien at 5 p.m. \
        on Jan. 5.  “Really?” he asked. **Bold.** 你好。「再见！」他说。 Well… maybe.

        1. Buy milk, e.g. oat milk.
        2. See fig. 3 at example.com or v1.2.3.\r
        No! Wait 😀. No. That is all etc. So do I. The end\
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One. |Two? |Three!",
                "Dr. Who met Mr. and Mrs. Smith. |They left.",
                "It cost 3.14 euros. |Fine.",
                "By J. R. R. Tolkien, i.e. the writer. |So do I. |Yes.",
                "Pens, paper etc. were there. |Pens etc. |They were there.",
                "\"Stop!\" she said. |\"Why?\" |He went.",
                "Well... maybe not. |Well... |Maybe.",
                "It ended (at last.) and began. |It ended (at last.) |Good.",
                "A title\n|A line\n\n|A paragraph.",
                "1. Buy milk. |2. Drink it. |It was 1984. |Then not.",
                "See no. 5 and fig. 3. |He said no. |Then he left.",
                "你好。|再见！|「真的？」|好",
                "**Bold.** |_Soft._ |Plain.",
                "See www.example.com/a?b=c now. |Done.",
                "What?! |No!!! |Oh",
                "\n\n  Late start. |Here",
                "wow! |that is it. |ok",
            })
    void cuts_where_a_reader_would_pause(String marked) {
        assertThat(cut(List.of(marked.replace("|", "")))).containsExactly(marked.split("\\|"));
    }

    @Test
    void gives_the_same_sentences_however_the_text_is_split() {
        List<String> whole = cut(List.of(STORY));
        assertThat(whole).hasSizeGreaterThan(15);
        for (long seed = 0; seed < 300; seed++)
            assertThat(cut(split(STORY, seed))).as("seed %d", seed).isEqualTo(whole);
    }

    @Test
    void joins_to_the_text_to_the_letter_whatever_the_text() {
        String alphabet = "ab A.!?…\"')*\n 。」，\uD83D\uDE00 1Dr. ";
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(3000);
            for (int at = 0; at < length; at++)
                text.append(
                        seed % 3 == 0
                                ? alphabet.charAt(random.nextInt(alphabet.length()))
                                : alphabet.charAt(random.nextInt(4)));
            List<String> whole = cut(List.of(text.toString()));
            assertThat(String.join("", whole)).isEqualTo(text.toString());
            assertThat(whole).doesNotContain("").allMatch(it -> it.length() <= 2 * SentenceCutter.CAP);
            assertThat(cut(split(text.toString(), seed))).isEqualTo(whole);
        }
    }

    @Test
    void cuts_a_text_without_end_at_a_clause_and_else_at_a_space() {
        String clause = "word ".repeat(100) + "so, ";
        assertThat(cut(List.of(clause + "word ".repeat(40)))).first().isEqualTo(clause);
        assertThat(cut(List.of("wordy ".repeat(200)))).first().isEqualTo("wordy ".repeat(100));
        assertThat(cut(List.of("，" + "字".repeat(400) + "，" + "字".repeat(400))).getFirst())
                .endsWith("，")
                .hasSize(402);
    }

    @Test
    void cuts_a_word_without_end_but_no_character_in_two() {
        List<String> sentences = cut(List.of("a" + "😀".repeat(1000)));
        assertThat(sentences).hasSizeGreaterThan(2);
        assertThat(sentences).allSatisfy(it -> {
            assertThat(Character.isHighSurrogate(it.charAt(it.length() - 1))).isFalse();
        });
    }

    @Test
    void tells_a_sentence_as_soon_as_the_next_one_begins() {
        SentenceCutter cutter = new SentenceCutter();
        assertThat(cutter.add("One. ")).isEmpty();
        assertThat(cutter.add("T")).containsExactly("One. ");
        assertThat(cutter.add("wo. Three. F")).containsExactly("Two. ", "Three. ");
        assertThat(cutter.end()).containsExactly("F");
        assertThat(cutter.end()).isEmpty();
    }

    private static List<String> cut(List<String> pieces) {
        SentenceCutter cutter = new SentenceCutter();
        List<String> sentences = new ArrayList<>();
        pieces.forEach(it -> sentences.addAll(cutter.add(it)));
        sentences.addAll(cutter.end());
        return sentences;
    }

    private static List<String> split(String text, long seed) {
        int[] cuts = new SplittableRandom(seed)
                .ints(1 + seed % 80, 0, text.length() + 1)
                .sorted()
                .toArray();
        return IntStream.rangeClosed(0, cuts.length)
                .mapToObj(
                        at -> text.substring(at == 0 ? 0 : cuts[at - 1], at == cuts.length ? text.length() : cuts[at]))
                .toList();
    }
}
