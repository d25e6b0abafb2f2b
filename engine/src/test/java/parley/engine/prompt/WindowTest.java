package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.prompt.Stage.ADA;
import static parley.engine.prompt.Stage.BOB;
import static parley.engine.prompt.Stage.by;
import static parley.engine.prompt.Stage.pinned;
import static parley.engine.prompt.Stage.scene;
import static parley.engine.prompt.Stage.user;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.engine.agent.Participant;
import parley.engine.llm.Prompt;
import parley.engine.prompt.Scene.Line;
import parley.engine.prompt.Scene.Summary;

final class WindowTest {
    private static final int ROOMS = 300;

    @Test
    void never_takes_more_than_its_budget_by_the_real_tokenizer() {
        for (long seed = 1; seed <= ROOMS; seed++) {
            Drawn drawn = drawn(seed);
            Prompt prompt = new PromptWriter().write(1, drawn.scene, drawn.budget);

            assertThat(Stage.exact(prompt))
                    .as("seed %d, %s", seed, drawn.budget)
                    .isLessThanOrEqualTo(drawn.budget.context() - drawn.budget.answer());
        }
    }

    @Test
    void keeps_the_order_and_the_newest_line_and_leaves_no_gap_between_them() {
        for (long seed = 1; seed <= ROOMS; seed++) {
            Drawn drawn = drawn(seed);
            List<Line> open = drawn.open();
            List<Line> told = fit(drawn).lines();

            List<Integer> numbers = told.stream().map(Line::line).toList();
            List<Integer> newest = open.stream().map(Line::line).toList();
            assertThat(numbers)
                    .as("seed %d", seed)
                    .isEqualTo(newest.subList(newest.size() - numbers.size(), newest.size()));
            assertThat(open)
                    .as("seed %d", seed)
                    .satisfies(it -> assertThat(it.isEmpty()).isEqualTo(told.isEmpty()));
            if (told.size() > 1)
                assertThat(open.containsAll(told.subList(0, told.size() - 1))).isTrue();
        }
    }

    @Test
    void tells_every_pin_that_its_share_holds_once_and_word_for_word() {
        for (long seed = 1; seed <= ROOMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Line> lines = new ArrayList<>(Stage.talk(random, 120, 0));
            List<String> pins =
                    List.of("The password is swordfish " + seed + ".", "Gull is a boat.", "Eve owes Bob 5.");
            for (String pin : pins) {
                int at = random.nextInt(lines.size());
                lines.set(at, pinned(by(at + 1, BOB, pin)));
            }
            Summary summary = random.nextBoolean() ? new Summary(random.nextInt(1, 100), "Much.") : null;
            Prompt prompt = new PromptWriter().write(1, scene(ADA, summary, lines), new Budget(1500, 300));

            for (Line pin : lines.stream().filter(Line::pinned).toList()) {
                boolean shown = prompt.lines().stream().anyMatch(it -> it.text().equals(pin.text()));
                boolean quoted = prompt.system().contains("\nBob: " + pin.text());
                assertThat(shown ^ quoted).as("seed %d, %s", seed, pin).isTrue();
            }
        }
    }

    @Test
    void of_too_many_pins_the_oldest_are_left_out_and_talk_goes_on() {
        List<Line> lines = new ArrayList<>();
        for (int at = 1; at <= 200; at++) lines.add(pinned(user(at, "Pin number " + at + " is to be kept in mind.")));
        for (int at = 201; at <= 210; at++) lines.add(by(at, BOB, "Some talk of no weight."));

        Prompt prompt = new PromptWriter().write(1, scene(ADA, null, lines), new Budget(1024, 200));

        String all = prompt.system() + prompt.lines();
        assertThat(all).contains("Pin number 200 is").doesNotContain("Pin number 1 is");
        assertThat(prompt.lines())
                .filteredOn(it -> it.text().equals("Some talk of no weight."))
                .hasSize(10);
    }

    @Test
    void stays_in_its_budget_even_where_the_names_alone_would_fill_it() {
        List<Participant> crowd = IntStream.range(0, 12)
                .mapToObj(it -> Stage.agent("a" + it, "名".repeat(78) + it, "A face in the crowd."))
                .toList();
        Scene scene = new Scene(crowd, crowd.getFirst(), List.of(user(1, "Hello."), user(2, "Who?")), null, "", 1);

        Prompt prompt = new PromptWriter().write(1, scene, new Budget(512, 100));

        assertThat(Stage.exact(prompt)).isLessThanOrEqualTo(412);
        assertThat(prompt.lines()).last().isEqualTo(new Prompt.Line(false, "user", "Who?"));
    }

    @Test
    void cuts_the_middle_out_of_a_newest_line_that_is_too_long_by_itself() {
        String letter = "Dear Ada, " + "this goes on and on. ".repeat(3000) + "Yours, Tom.";

        Prompt prompt =
                new PromptWriter().write(1, scene(ADA, by(1, BOB, "Hm."), user(2, letter)), new Budget(1024, 200));

        assertThat(prompt.lines()).hasSize(1);
        assertThat(prompt.lines().getFirst().text())
                .startsWith("Dear Ada, this goes on")
                .contains(Cut.MARK)
                .endsWith("Yours, Tom.")
                .hasSizeGreaterThan(1000);
    }

    @Test
    void a_short_room_is_not_counted_and_a_long_one_no_further_than_its_window() {
        AtomicLong counted = new AtomicLong();
        Tokens counting = text -> {
            counted.addAndGet(text.length());
            return Tokens.atMost(text);
        };
        List<Line> few =
                IntStream.range(0, 50).mapToObj(it -> user(it, "Hello.")).toList();
        new PromptWriter(counting).write(1, scene(ADA, null, few), new Budget(8192, 400));
        assertThat(counted).hasValue(0);

        List<Line> many =
                IntStream.range(0, 100_000).mapToObj(it -> user(it, "Hello.")).toList();
        PromptWriter writer = new PromptWriter(counting);
        writer.write(1, scene(ADA, null, many), new Budget(8192, 400));
        assertThat(counted.get()).isPositive().isLessThan(4 * 8192);
    }

    private static Window.Fit fit(Drawn drawn) {
        return new Window(Tokens.local(), Wording.of(1), drawn.scene, drawn.budget).fit();
    }

    private static Drawn drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Line> lines = Stage.talk(random, random.nextInt(1, 150), random.nextInt(12));
        Summary summary = random.nextBoolean()
                ? null
                : new Summary(random.nextInt(lines.size()), Stage.text(random, random.nextInt(1, 300)));
        int context = Budget.SMALLEST + random.nextInt(4000);
        return new Drawn(
                scene(Stage.COMPANY.get(random.nextInt(3)), summary, lines),
                new Budget(context, random.nextInt(1, context)));
    }

    /** A room and a budget out of a seed. */
    private record Drawn(Scene scene, Budget budget) {
        List<Line> open() {
            return scene.lines().stream()
                    .filter(it -> it.line() > scene.summarised() && !it.text().isBlank())
                    .toList();
        }
    }
}
