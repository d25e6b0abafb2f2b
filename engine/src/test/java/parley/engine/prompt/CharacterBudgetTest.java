package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.prompt.Cards.KIM;
import static parley.engine.prompt.Cards.kim;
import static parley.engine.prompt.Stage.by;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.engine.agent.Participant;
import parley.engine.llm.Prompt;
import parley.engine.lore.Role;

/** What stays of a character's prompt where its window is small. */
final class CharacterBudgetTest {
    private static final String BLOCK = "<START>\n{{user}}: EXAMPLE lorem ipsum dolor?\n{{char}}: Sit amet.\n";

    /** Character Card V1: examples only until the talk needs the room; the description in every prompt. */
    @Test
    void examples_go_first_from_the_last_on_and_then_the_oldest_lines() {
        Participant ada = Cards.named("Ada")
                .with("description", "DESCRIPTION")
                .with("mes_example", BLOCK.repeat(20))
                .agent();
        Scene.Line[] talk = new Scene.Line[30];
        for (int at = 0; at < talk.length; at++) talk[at] = kim(at + 1, "Line " + at + " of the talk of this evening.");
        List<Integer> examples = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (int context = 4096; context >= 512; context -= 128) {
            Written written = write(Cards.scene(ada, talk), new Budget(context, 100));
            examples.add(count(written.prompt().system(), "EXAMPLE"));
            lines.add(written.prompt().lines().size());
            assertThat(written.prompt().system()).contains("DESCRIPTION");
            assertThat(written.prompt().lines().getLast().text()).contains("Line 29");
            assertThat(examples.getLast() == 0 || lines.getLast() == 30).isTrue();
            assertThat(written.staged().orElseThrow().left().stream()
                            .filter(it -> it.source().equals("examples"))
                            .count())
                    .isEqualTo(20L - examples.getLast());
        }

        assertThat(examples)
                .isSortedAccordingTo((one, other) -> other - one)
                .startsWith(20)
                .contains(0, 3);
        assertThat(lines).isSortedAccordingTo((one, other) -> other - one).startsWith(30);
        assertThat(lines.getLast()).isBetween(3, 20);
    }

    @Test
    void never_takes_more_than_its_budget_by_the_real_tokenizer() {
        SplittableRandom random = new SplittableRandom(42);
        for (int trial = 0; trial < 80; trial++) {
            Participant ada = drawn(random);
            List<Scene.Line> talk = Stage.talk(random, random.nextInt(60), 6);
            talk.add(kim(1000, Stage.text(random, 1 + random.nextInt(300))));
            Wishes wishes = new Wishes(
                    "",
                    Stage.text(random, random.nextInt(200)),
                    new Wishes.Note(Stage.text(random, random.nextInt(200)), random.nextInt(40), Role.USER),
                    Wishes.PersonaPlace.IN_PROMPT,
                    random.nextInt(4) == 0);
            Play play = Cards.play(Stage.text(random, random.nextInt(300)), wishes);
            Scene.Summary summary = random.nextBoolean() ? new Scene.Summary(5, Stage.text(random, 80)) : null;
            Scene scene = new Scene(List.of(ada, Stage.BOB), ada, talk, summary, "", trial, play);
            Budget budget = new Budget(256 + random.nextInt(4000), 1 + random.nextInt(400));

            Written written = write(scene, budget);

            assertThat(Stage.exact(written.prompt()))
                    .as("trial " + trial)
                    .isLessThan(budget.context() - budget.answer());
            assertThat(written.prompt().lines().stream()
                            .anyMatch(it -> it.speaker().isEmpty() || !it.own()))
                    .isTrue();
            assertThat(written.staged().orElseThrow().parts().stream()
                            .mapToInt(Staging.Part::tokens)
                            .sum())
                    .as("trial " + trial)
                    .isLessThanOrEqualTo(budget.prompt());
            assertThat(written.prompt().system()).as("trial " + trial).contains("DESC");
            assertThat(write(scene, budget).prompt().hash())
                    .isEqualTo(written.prompt().hash());
        }
    }

    private static Participant drawn(SplittableRandom random) {
        return Cards.named("Ada")
                .with("description", "DESC " + Stage.text(random, random.nextInt(600)))
                .with("personality", Stage.text(random, random.nextInt(100)))
                .with("scenario", Stage.text(random, random.nextInt(100)))
                .with("system_prompt", random.nextBoolean() ? "" : Stage.text(random, random.nextInt(600)))
                .with("post_history_instructions", Stage.text(random, random.nextInt(300)))
                .with("mes_example", BLOCK.repeat(random.nextInt(30)))
                .agent();
    }

    @Test
    void lines_that_fall_out_are_told_in_short_and_the_description_stays() {
        Participant ada = Cards.named("Ada").with("description", "DESCRIPTION").agent();
        List<Scene.Line> talk = new ArrayList<>();
        for (int at = 1; at <= 120; at++)
            talk.add(
                    at % 2 == 0
                            ? by(at, ada, "I see, number " + at + ".")
                            : kim(at, "This is the line number " + at + "."));
        Budget budget = new Budget(1024, 200);
        Scene scene = new Scene(List.of(ada), ada, talk, null, "", 1, KIM);
        PromptWriter writer = new PromptWriter();

        Condensing condensing = writer.condensing(1, scene, budget).orElseThrow();
        Scene.Summary summary = condensing.summary("They counted lines.");
        Scene later = new Scene(List.of(ada), ada, talk, summary, "", 1, KIM);
        Written written = writer.written(1, later, budget);

        assertThat(condensing.prompt().lines().getFirst().text()).contains("Kim: This is the line number 1.");
        assertThat(written.prompt().system()).contains("DESCRIPTION", "What was said before: They counted lines.");
        assertThat(written.prompt().lines().getFirst().text()).contains("number " + (condensing.upTo() + 1));
        assertThat(writer.condensing(1, later, budget)).isEqualTo(Optional.empty());
    }

    @Test
    void a_description_too_long_for_the_model_is_cut_and_says_what_is_left() {
        Participant ada = Cards.named("Ada")
                .with("description", "You love long words. ".repeat(3000))
                .with("personality", "NEVER TOLD")
                .agent();

        Written written = write(Cards.scene(ada, kim(1, "Hi.")), new Budget(2048, 400));

        assertThat(written.prompt().system())
                .contains("You love long words.", "…")
                .doesNotContain("NEVER TOLD");
        assertThat(written.prompt().lines()).hasSize(1);
        assertThat(written.staged().orElseThrow().left().getFirst().text()).endsWith("NEVER TOLD");
    }

    @Test
    void a_card_of_nothing_but_macros_is_told_in_a_moment() throws IOException {
        try (InputStream open = CharacterBudgetTest.class.getResourceAsStream("/cards/hostile/macro-nesting.json")) {
            String card = new String(Objects.requireNonNull(open).readAllBytes(), StandardCharsets.UTF_8);
            Prompt prompt = write(Cards.scene(VectorScene.character(card), kim(1, "Hi.")), new Budget(8192, 400))
                    .prompt();

            assertThat(prompt.lines().stream().map(Prompt.Line::text).collect(Collectors.joining()))
                    .isEqualTo("Hi.");
            assertThat(Stage.exact(prompt)).isLessThan(8192 - 400);
        }
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static Written write(Scene scene, Budget budget) {
        return new PromptWriter().written(1, scene, budget);
    }
}
