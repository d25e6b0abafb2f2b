package parley.engine.chunking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.chunking.TextChunk.Kind;

final class ChunkerTest {
    private static final Path SENTENCES = Path.of("src/test/resources/parley/chunking/sentences.txt");

    static Stream<String> sentences() throws IOException {
        return Files.readAllLines(SENTENCES).stream().filter(it -> !it.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void cuts_where_a_reader_would_pause(String line) {
        String language = line.substring(0, line.indexOf('\t'));
        String marked = line.substring(line.indexOf('\t') + 1).replace("\\n", "\n");
        String text = marked.replace("‖", "");

        assertThat(Chunks.texts(Chunks.whole(language, text))).containsExactly(marked.split("‖"));
        ChunkerOptions options = ChunkerOptions.of(language).withEarlyClause(false);
        assertThat(Chunks.texts(Chunks.of(options, Chunks.pieces(text, new SplittableRandom(7), 1))))
                .containsExactly(marked.split("‖"));
    }

    @Test
    void names_what_each_chunk_is() {
        String text = """
            # Tea

            Take:
            - a pot
            - tea. Much of it.

            ```
            boil()
            ```
            | a | b |
            |---|---|
            *She smiles.* Done.\
            """;

        assertThat(Chunks.kinds(Chunks.whole("en", text)))
                .containsExactly(
                        Kind.HEADING,
                        Kind.SENTENCE,
                        Kind.ITEM,
                        Kind.ITEM,
                        Kind.SENTENCE,
                        Kind.CODE,
                        Kind.TABLE,
                        Kind.ACTION,
                        Kind.SENTENCE);
    }

    @Test
    void counts_places_in_utf_16_units_from_the_start_of_the_text() {
        assertThat(Chunks.whole("en", "Hi 😀! Yes."))
                .containsExactly(
                        new TextChunk(Kind.SENTENCE, 0, 7, "Hi 😀! "), new TextChunk(Kind.SENTENCE, 7, 11, "Yes."));
    }

    @Test
    void tells_a_sentence_as_soon_as_no_more_text_can_change_it() {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));

        assertThat(chunker.add("One. ")).isEmpty();
        assertThat(Chunks.texts(chunker.add("T"))).containsExactly("One. ");
        assertThat(Chunks.texts(chunker.add("wo.\n\n"))).containsExactly("Two.\n\n");
        assertThat(Chunks.texts(chunker.add("你好。我"))).containsExactly("你好。");
        assertThat(chunker.add("们去 the U.S. M")).isEmpty();
        assertThat(Chunks.texts(chunker.end())).containsExactly("我们去 the U.S. M");
        assertThat(chunker.end()).isEmpty();
    }

    @Test
    void waits_for_the_next_word_only_after_a_short_form() {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));

        assertThat(chunker.add("I work at Acme Inc. Th")).isEmpty();
        assertThat(Chunks.texts(chunker.add("ey "))).containsExactly("I work at Acme Inc. ");
    }

    @Test
    void lets_the_first_chunk_end_at_a_clause_where_that_is_wanted() {
        String text = "I'm sorry to hear that, and I want you to know that it's okay. Not so sorry, but well.";

        assertThat(Chunks.of(ChunkerOptions.of("en"), List.of(text)))
                .extracting(TextChunk::kind, TextChunk::text)
                .containsExactly(
                        tuple(Kind.CLAUSE, "I'm sorry to hear that, "),
                        tuple(Kind.SENTENCE, "and I want you to know that it's okay. "),
                        tuple(Kind.SENTENCE, "Not so sorry, but well."));
        assertThat(Chunks.whole("en", text)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure, |here is the recipe.",
                "Bonjour, |merci de votre patience.",
                "He teaches science |(he was an engineer for years) at the school.",
                "These are the usual suspects: |dust, pollen and hair.",
                "Top languages in 2024: |1. Python 2. JavaScript 3. Java."
            })
    void lets_the_first_chunk_end_where_a_speaker_would_take_breath(String marked) {
        String language = marked.startsWith("Bonjour") ? "fr" : "en";
        String text = marked.replace("|", "");

        assertThat(Chunks.texts(Chunks.of(ChunkerOptions.of(language), List.of(text))))
                .containsExactly(marked.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Well, well, well.",
                "No, Anna, not today.",
                "Hello, Anna!",
                "Salt, pepper and oil.",
                "It costs about 1,250 dollars (1,100 euros).",
                "Please choose plan (a) or call the office (ext. 12).",
                "The final score of the match was 3: 2."
            })
    void keeps_together_what_a_speaker_says_in_one_breath(String text) {
        assertThat(Chunks.texts(Chunks.of(ChunkerOptions.of("en"), List.of(text))))
                .containsExactly(text);
    }

    @Test
    void keeps_a_greeting_with_the_name_and_a_number_whole() {
        assertThat(Chunks.kinds(
                        Chunks.of(ChunkerOptions.of("en"), List.of("Thank you so much, Anna! It cost 1,249.99."))))
                .containsExactly(Kind.SENTENCE, Kind.SENTENCE);
    }

    @Test
    void cuts_a_long_sentence_at_its_clauses_and_else_at_a_space() {
        String clauses = "The storm was long and loud and dark, ".repeat(20);
        String words = "word ".repeat(300);
        String letters = "字".repeat(1000);

        assertThat(Chunks.whole("en", clauses)).allSatisfy(it -> {
            assertThat(it.text().length()).isLessThanOrEqualTo(201);
            assertThat(it.text()).endsWith("dark, ");
        });
        assertThat(Chunks.texts(Chunks.whole("en", words)))
                .hasSizeGreaterThan(4)
                .allMatch(it -> it.endsWith("word "));
        assertThat(Chunks.texts(Chunks.whole("zh", letters))).allMatch(it -> it.length() <= 120);
    }

    @Test
    void never_cuts_a_character_in_two() {
        assertThat(Chunks.texts(Chunks.whole("en", "a" + "😀".repeat(2000))))
                .hasSizeGreaterThan(4)
                .noneMatch(it -> Character.isHighSurrogate(it.charAt(it.length() - 1)));
        assertThat(Chunks.texts(Chunks.whole("en", "```\n" + "😀".repeat(5000))))
                .hasSizeGreaterThan(1)
                .noneMatch(it -> Character.isHighSurrogate(it.charAt(it.length() - 1)));
    }

    @Test
    void hands_over_what_is_complete_when_the_text_pauses() {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));

        chunker.add("I will look that up.");
        assertThat(Chunks.texts(chunker.flush())).containsExactly("I will look that up.");
        assertThat(chunker.flush()).isEmpty();
        assertThat(Chunks.texts(chunker.add(" Here it is:\n"))).isEmpty();
        assertThat(Chunks.texts(chunker.flush())).containsExactly(" Here it is:\n");
    }

    @Test
    void hands_over_nothing_that_clearly_goes_on() {
        for (String open :
                List.of("I met Dr.", "It costs 3.", "See p.", "She said \"No.", "I think", "J.", "(Yes.", "`a.")) {
            Chunker chunker = new Chunker(ChunkerOptions.of("en"));
            chunker.add(open);
            assertThat(chunker.flush()).as(open).isEmpty();
            List<TextChunk> told = new ArrayList<>(chunker.add(" Smith went on"));
            told.addAll(chunker.end());
            assertThat(String.join("", Chunks.texts(told))).isEqualTo(open + " Smith went on");
        }
    }

    @Test
    void gives_the_same_empty_list_while_nothing_closes() {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));

        assertThat(chunker.add("Hello ")).isSameAs(chunker.add("there ")).isEmpty();
    }

    @Test
    void takes_text_that_is_no_string() {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));

        assertThat(Chunks.texts(chunker.add(CharBuffer.wrap("One. Two")))).containsExactly("One. ");
    }

    @Test
    void refuses_limits_that_leave_no_room() {
        assertThatThrownBy(() -> new ChunkerOptions("en", true, 10, 300, 80, 120))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChunkerOptions("en", true, 200, 100, 80, 90))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChunkerOptions("en", true, 200, 300, 80, 400))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
