package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnWordsTest {
    private static final List<String> OTHERS = List.of("Bob", "Bob Dole", "user", "Adam");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada: hello: you",
                " ada:hello: you",
                "**Ada:** hello: you",
                "**Ada**: hello: you",
                "*Ada:* hello: you",
                "_Ada_: hello: you",
                "__Ada:__ hello: you",
                "[Ada]: hello: you",
                "Ada：hello: you",
                "Ada: Ada: hello: you",
                "\n hello: you"
            })
    void takes_its_own_name_off_the_start_of_an_answer(String echoed) {
        assertThat(told(echoed)).isEqualTo("hello: you");
    }

    @Test
    void takes_its_own_name_off_every_line() {
        assertThat(told("Ada: One.\nAda: Two.\n\n**Ada:**\nThree.")).isEqualTo("One.\nTwo.\n\nThree.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello.\nBob: I am not Ada.",
                "Hello.\n**Bob:** I am not Ada.",
                "Hello.\n  [bob dole]: I am not Ada.\nAda: Nor am I.",
                "Ada: Hello.\n*USER*: I am not Ada.",
                "Hello.\nuser：I am not Ada.",
                "Hello.\nAdam:"
            })
    void is_over_where_the_model_goes_on_as_somebody_else(String answer) {
        assertThat(told(answer).strip()).isEqualTo("Hello.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Adam, hello: you",
                "Hi. Ada: quoted, Bob: quoted",
                "Ask Bob: he knows.",
                "One.\nBob is right: two.",
                "One.\nBo: two.",
                "One.\n**Bobby:** two.",
                "One.\n- Bob: two.",
                "Ada",
                "**Ada",
                "One.\nBob",
                "One.\n\n\n  Two.\n",
                "*smiles* Hello.\n[waves]\n__init__: three"
            })
    void keeps_what_only_looks_like_a_name(String answer) {
        assertThat(told(answer)).isEqualTo(answer);
    }

    @Test
    void an_answer_that_begins_as_somebody_else_waits_for_its_speaker() {
        assertThat(told("Bob: Hi Ada.\nuser: Hm.\nAda: Hi Bob.\nHow are you?\nBob: Fine."))
                .isEqualTo("Hi Bob.\nHow are you?\n");
        assertThat(told("Bob: Hi Ada.\nWell?")).isEmpty();
    }

    @Test
    void holds_nothing_back_inside_a_line_and_no_more_than_a_name_at_its_start() {
        OwnWords words = new OwnWords("Ada", OTHERS);
        assertThat(words.add("Hello.")).isEqualTo("Hello.");
        assertThat(words.add(" Bob:")).isEqualTo(" Bob:");
        assertThat(words.add("\nBo")).isEqualTo("\n");
        assertThat(words.add("ris")).isEqualTo("Boris");
        assertThat(words.over()).isFalse();
        assertThat(words.add("\nBob: and more")).isEqualTo("\n");
        assertThat(words.over()).isTrue();
        assertThat(words.add("and more")).isEmpty();
        assertThat(words.end()).isEmpty();
    }

    @Test
    void one_who_shares_a_name_with_another_may_speak_and_one_without_a_name_as_well() {
        OwnWords twin = new OwnWords("Ada", List.of("ada"));
        assertThat(twin.add("Ada: Hi.\nAda: Ho.") + twin.end()).isEqualTo("Hi.\nHo.");
        OwnWords nobody = new OwnWords("", List.of());
        assertThat(nobody.add(": Hi.\n[]: Ho.") + nobody.end()).isEqualTo(": Hi.\n[]: Ho.");
    }

    @Test
    void says_the_same_however_the_answer_is_split() {
        String[] parts = {"Ada", "Bob", "**", "[", "]", ":", " ", "\n", "Hello", "Adam", "user", "：", "_", "."};
        for (long seed = 1; seed <= 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder answer = new StringBuilder();
            for (int at = random.nextInt(25); at > 0; at--) answer.append(parts[random.nextInt(parts.length)]);
            assertThat(told(answer.toString())).as("seed %d", seed).doesNotContainPattern("(?m)^(Bob|Adam|user):");
        }
    }

    /** The answer taken whole, after taking it in pieces of every size has given the same. */
    private static String told(String answer) {
        String whole = told(answer, Math.max(1, answer.length()));
        for (int size = 1; size < answer.length(); size++)
            assertThat(told(answer, size)).as("pieces of %d", size).isEqualTo(whole);
        return whole;
    }

    private static String told(String answer, int size) {
        OwnWords words = new OwnWords("Ada", OTHERS);
        StringBuilder told = new StringBuilder();
        for (int from = 0; from < answer.length(); from += size)
            told.append(words.add(answer.substring(from, Math.min(answer.length(), from + size))));
        return told + words.end();
    }
}
