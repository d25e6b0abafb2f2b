package parley.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PromptTest {
    @Test
    void its_hash_is_the_same_everywhere() {
        Prompt prompt = new Prompt(
                "You are Ada.",
                List.of(new Prompt.Line(false, "Bob", "Hi 🙂"), new Prompt.Line(true, "Ada", "Hm.")),
                "Ada",
                List.of("Bob", "user"),
                "Well",
                400,
                -7);

        assertThat(prompt.hash()).isEqualTo("066f0bb5d4b73b27bee098086e564760333d982448774dc1f61b82e95487a915");
    }

    @Test
    void no_two_prompts_share_a_hash_however_their_texts_are_divided() {
        Stream<Prompt> prompts = Stream.of(
                prompt("ab", "c", "d", List.of(), 1, 1),
                prompt("a", "bc", "d", List.of(), 1, 1),
                prompt("a", "b", "cd", List.of(), 1, 1),
                prompt("a", "b", "cd", List.of(""), 1, 1),
                prompt("a", "b", "cd", List.of("", ""), 1, 1),
                prompt("a", "b", "cd", List.of(), 2, 1),
                prompt("a", "b", "cd", List.of(), 1, 2),
                prompt("a", "b", "c?", List.of(), 1, 1),
                prompt("a", "b", "c\uD83D", List.of(), 1, 1),
                new Prompt("a", List.of(), "b", List.of(), "", 1, 1),
                new Prompt("a", List.of(), "b", List.of(), "c", 1, 1),
                new Prompt("a", List.of(new Prompt.Line(false, "b", "c")), "b", List.of(), "", 1, 1),
                new Prompt("a", List.of(new Prompt.Line(true, "b", "c")), "b", List.of(), "", 1, 1));

        assertThat(prompts.map(Prompt::hash)).doesNotHaveDuplicates();
    }

    @Test
    void its_others_are_those_who_have_spoken_where_nobody_says_more() {
        Prompt prompt = new Prompt(
                "",
                List.of(
                        new Prompt.Line(false, "Bob", "Hi"),
                        new Prompt.Line(true, "Ada", "Hi"),
                        new Prompt.Line(false, "", "[Night falls.]"),
                        new Prompt.Line(false, "Bob", "Oh")),
                "Ada",
                "",
                9,
                1);

        assertThat(prompt.others()).containsExactly("Bob");
    }

    private static Prompt prompt(String system, String name, String text, List<String> others, int most, long seed) {
        return new Prompt(system, List.of(new Prompt.Line(false, name, text)), "Eve", others, "", most, seed);
    }
}
