package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.prompt.Stage.ADA;
import static parley.engine.prompt.Stage.BOB;
import static parley.engine.prompt.Stage.by;
import static parley.engine.prompt.Stage.scene;
import static parley.engine.prompt.Stage.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Prompt;
import parley.engine.prompt.Scene.Line;
import parley.engine.prompt.Scene.Summary;

final class CondensingTest {
    private static final Budget SMALL = new Budget(1024, 200);
    private static final Tokens QUICK = text -> Math.ceilDiv(Tokens.atMost(text), 2);
    private final PromptWriter writer = new PromptWriter();

    @Test
    void nothing_is_condensed_while_everything_fits() {
        assertThat(writer.condensing(1, scene(ADA, null, chat(20)), SMALL)).isEmpty();
    }

    @Test
    void what_falls_out_is_condensed_and_the_rest_then_leaves_room_for_more() {
        List<Line> lines = chat(60);
        Condensing condensing =
                writer.condensing(1, scene(ADA, null, lines), SMALL).orElseThrow();
        Summary summary = condensing.summary("They counted things.");
        Scene after = scene(ADA, summary, lines);

        assertThat(summary).isEqualTo(new Summary(condensing.upTo(), "They counted things.", false));
        assertThat(writer.condensing(1, after, SMALL)).isEmpty();
        assertThat(writer.write(1, after, SMALL).lines()).hasSize(60 - condensing.upTo());
        int turns = 0;
        for (int more = 61;
                writer.condensing(1, scene(ADA, summary, chat(more)), SMALL).isEmpty();
                more++) turns++;
        assertThat(turns).isGreaterThan(8);
    }

    @Test
    void a_window_leaves_nothing_out_that_is_not_condensed() {
        for (long seed = 1; seed <= 25; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Scene scene = scene(ADA, null, Stage.talk(random, 80, 9));
            Budget budget = new Budget(random.nextInt(400, 3000), 200);
            Window.Fit fit = new Window(Tokens.local(), Wording.of(1), scene, budget).fit();
            List<Line> missing = scene.lines().stream()
                    .filter(it -> !it.text().isBlank())
                    .filter(it -> it.line() < fit.lines().getFirst().line())
                    .toList();
            Optional<Condensing> condensing = writer.condensing(1, scene, budget);
            assertThat(missing.isEmpty()).as("seed %d", seed).isEqualTo(condensing.isEmpty());
            condensing.ifPresent(it -> assertThat(it.upTo())
                    .isGreaterThanOrEqualTo(missing.getLast().line()));
        }
    }

    @Test
    void comes_to_an_end_and_moves_on_each_time_whatever_the_model_answers() {
        List<Function<Condensing, String>> models = List.of(
                _ -> "",
                _ -> "Short.",
                it -> it.prompt().lines().getFirst().text(),
                _ -> "never ends ".repeat(9000),
                _ -> "One more sentence of it. ".repeat(400),
                _ -> "你好".repeat(400));
        for (long seed = 1; seed <= 8; seed++)
            for (Function<Condensing, String> model : models) {
                SplittableRandom random = new SplittableRandom(seed);
                Tokens tokens = seed > 1 ? QUICK : Tokens.local();
                List<Line> lines = Stage.talk(random, 60, random.nextInt(8));
                Budget budget = new Budget(random.nextInt(Budget.SMALLEST, 2500), 200);
                Summary summary = null;
                int rounds = 0;
                for (int said = 1; said <= lines.size(); said++) {
                    Summary settled = settled(tokens, lines.subList(0, said), summary, budget, model, seed);
                    if (!Objects.equals(settled, summary)) rounds++;
                    summary = settled;
                }
                assertThat(rounds).as("seed %d", seed).isLessThan(lines.size());
            }
    }

    /** Condenses until there is nothing more to condense; a second time at once would be a second summary for nothing. */
    private static @Nullable Summary settled(
            Tokens tokens,
            List<Line> lines,
            @Nullable Summary before,
            Budget budget,
            Function<Condensing, String> model,
            long seed) {
        PromptWriter writer = new PromptWriter(tokens);
        Condensing condensing =
                writer.condensing(1, scene(ADA, before, lines), budget).orElse(null);
        if (condensing == null) return before;
        Summary summary = condensing.summary(model.apply(condensing));
        assertThat(summary.upTo()).as("seed %d", seed).isEqualTo(condensing.upTo());
        if (before != null) assertThat(summary.upTo()).as("seed %d", seed).isGreaterThan(before.upTo());
        assertThat(summary.upTo())
                .as("the newest line stays")
                .isLessThan(lines.getLast().line());
        assertThat(summary.text()).isNotBlank();
        assertThat(tokens.count(summary.text()))
                .as("seed %d: %s", seed, summary)
                .isLessThanOrEqualTo(budget.context() / 4);
        assertThat(Stage.exact(condensing.prompt()) + condensing.allowance())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(budget.context());
        assertThat(writer.condensing(1, scene(ADA, summary, lines), budget))
                .as("seed %d", seed)
                .isEmpty();
        return summary;
    }

    @Test
    void asks_for_the_summary_before_and_the_lines_that_fell_and_says_how_long() {
        List<Line> lines = chat(60);
        Scene scene = scene(ADA, new Summary(5, "They began to count."), lines);

        Condensing condensing = writer.condensing(1, scene, SMALL).orElseThrow();
        Prompt prompt = condensing.prompt();

        assertThat(prompt.lines()).hasSize(1);
        assertThat(prompt.lines().getFirst().text())
                .startsWith("Told before: They began to count.\n\nThen was said:\nBob: Now I count")
                .doesNotContain("count 5 of", "count " + (condensing.upTo() + 1) + " of")
                .contains("count 6 of", "count " + condensing.upTo() + " of");
        assertThat(prompt.maxTokens()).isEqualTo(condensing.allowance()).isLessThanOrEqualTo(1024 / 4);
        assertThat(prompt.system()).contains(" words.");
    }

    @Test
    void more_lines_than_a_summary_prompt_holds_lose_their_middle_and_it_is_marked() {
        Condensing condensing =
                writer.condensing(1, scene(ADA, null, chat(3000)), SMALL).orElseThrow();

        assertThat(condensing.prompt().lines().getFirst().text())
                .contains("count 1 of", Cut.MARK, "count " + condensing.upTo() + " of")
                .doesNotContain("count 1000 of");
    }

    @Test
    void a_summary_that_is_too_long_ends_with_a_whole_sentence() {
        Condensing condensing =
                writer.condensing(1, scene(ADA, null, chat(200)), SMALL).orElseThrow();

        Summary summary = condensing.summary("Bob and Ada were counting things together. ".repeat(50));

        assertThat(summary.fallback()).isFalse();
        assertThat(summary.text()).endsWith("things together.").hasSizeGreaterThan(200);
    }

    @Test
    void a_summary_that_is_no_summary_gives_way_to_the_first_sentences_themselves() {
        List<Line> lines = new ArrayList<>(chat(40));
        int last = writer.condensing(1, scene(ADA, null, lines), SMALL)
                .orElseThrow()
                .upTo();
        lines.set(last - 2, user(last - 1, "We meet at ten. Bring a hat, and a good one."));
        Condensing condensing =
                writer.condensing(1, scene(ADA, null, lines), SMALL).orElseThrow();

        for (String useless : List.of("", " \n", "word ".repeat(20_000))) {
            Summary summary = condensing.summary(useless);

            assertThat(summary).isEqualTo(condensing.fallback());
            assertThat(summary.fallback()).isTrue();
            assertThat(summary.text())
                    .contains("user: We meet at ten.", "Bob: Now I count " + last + " of them.")
                    .doesNotContain("hat", "over there");
        }
    }

    /** Bob counts; each line has two sentences. */
    private static List<Line> chat(int lines) {
        List<Line> chat = new ArrayList<>();
        for (int at = 1; at <= lines; at++)
            chat.add(by(at, BOB, "Now I count " + at + " of them. There are more of them over there."));
        return chat;
    }
}
