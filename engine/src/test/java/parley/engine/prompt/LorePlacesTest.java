package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.prompt.Cards.kim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreFindings.Placed;
import parley.engine.lore.LoreMemory;
import parley.engine.lore.LoreSettings;
import parley.engine.lore.Place;
import parley.engine.lore.Role;

/** Where the texts of lorebooks stand in a prompt: V2 and V3 positions, and SillyTavern's. */
final class LorePlacesTest {
    private static final Budget WIDE = new Budget(8192, 400);
    private final Participant ada = Cards.named("Ada")
            .with("system_prompt", "SYSTEM {{outlet::weather}}")
            .with("description", "DESCRIPTION")
            .with("personality", "P")
            .with("scenario", "S")
            .with("mes_example", "<START>\nAda: EXAMPLE")
            .with("post_history_instructions", "POST")
            .agent();

    @Test
    void stand_in_the_system_text_where_they_belong() {
        List<String> told = told(
                WIDE,
                placed(Place.AFTER_CHARACTER, "AFTER"),
                placed(Place.BEFORE_CHARACTER, "ONE"),
                placed(Place.BEFORE_CHARACTER, "TWO"),
                placed(Place.PERSONALITY, "with P"),
                placed(Place.SCENARIO, "with S"),
                placed(Place.BEFORE_EXAMPLES, "<START>\nKim: BEFORE"),
                placed(Place.AFTER_EXAMPLES, "BEHIND"),
                placed(Place.OUTLET, "RAIN"));

        assertThat(told)
                .containsSubsequence(
                        "SYSTEM RAIN",
                        "ONE\nTWO",
                        "DESCRIPTION",
                        "Personality: P",
                        "with P",
                        "Scenario: S",
                        "with S",
                        "AFTER",
                        "[An example of how they talk]\nKim: BEFORE",
                        "[An example of how they talk]\nAda: EXAMPLE",
                        "[An example of how they talk]\nBEHIND",
                        "M1");
        assertThat(told.stream().filter(it -> it.contains("RAIN"))).hasSize(1);
    }

    /** SillyTavern: nearest to the answer what the system says. V3: at depth 0 the character's own words come last. */
    @Test
    void stand_among_the_lines_at_their_depth_in_their_role() {
        assertThat(lines(
                        depth(0, Role.SYSTEM, "s0"),
                        depth(0, Role.ASSISTANT, "a0"),
                        depth(0, Role.USER, "u0"),
                        depth(1, Role.SYSTEM, "s1"),
                        depth(1, Role.ASSISTANT, "a1"),
                        depth(1, Role.USER, "u1"),
                        depth(99, Role.SYSTEM, "far"),
                        depth(3, Role.SYSTEM, "s3"),
                        reverse(1, "r1"),
                        reverse(99, "r99"),
                        placed(Place.NOTE_TOP, "top"),
                        placed(Place.NOTE_BOTTOM, "bottom")))
                .containsExactly(
                        "[far]",
                        "[top\nbottom]",
                        "[s3]",
                        "M1",
                        "[r1]",
                        "M2",
                        "Ada: a1",
                        "u1",
                        "[s1]",
                        "M3",
                        "[r99]",
                        "u0",
                        "[s0]",
                        "[POST]",
                        "Ada: a0");
    }

    @Test
    void what_is_in_brackets_gets_no_second_ones() {
        assertThat(lines(depth(0, Role.SYSTEM, "[Be brief.]"))).endsWith("M3", "[Be brief.]", "[POST]");
    }

    @Test
    void lore_that_the_window_does_not_hold_is_left_out_and_says_so() {
        List<Placed> many = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            many.add(placed(
                    at % 2 == 0 ? Place.BEFORE_CHARACTER : Place.AFTER_CHARACTER, "Fact " + at + " of many facts."));
            many.add(depth(at, Role.SYSTEM, "Deep fact " + at + " of many facts."));
        }
        Layout layout = layout(new Budget(768, 200), many.toArray(Placed[]::new));
        LoreFindings findings = findings(many.toArray(Placed[]::new));
        Staging staging = new Stagings(Tokens.local(), layout, findings).staging();
        String told = String.join("\n", told(layout));

        assertThat(told)
                .contains("DESCRIPTION", "M3", "Fact 0 ", "Deep fact 0 ")
                .doesNotContain("Fact 39 ");
        assertThat(staging.trace()).allSatisfy(it -> {
            assertThat(told.contains(it.label())).isEqualTo(it.in());
            assertThat(it.reason()).isEqualTo(it.in() ? "key" : "budget");
        });
        assertThat(staging.trace()).extracting(LoreFindings.Trace::in).contains(true, false);
    }

    private static Placed placed(Place place, String text) {
        return new Placed(text, place, 0, Role.SYSTEM, "weather", text);
    }

    private static Placed depth(int depth, Role role, String text) {
        return new Placed(text, Place.AT_DEPTH, depth, role, "", text);
    }

    private static Placed reverse(int depth, String text) {
        return new Placed(text, Place.AT_REVERSE_DEPTH, depth, Role.SYSTEM, "", text);
    }

    private List<String> lines(Placed... placed) {
        List<String> told = told(WIDE, placed);
        int from = told.indexOf(
                "A line in square brackets is a stage direction: play it from there on and never mention it.");
        return told.subList(from + 1, told.size());
    }

    private List<String> told(Budget budget, Placed... placed) {
        return told(layout(budget, placed));
    }

    private static List<String> told(Layout layout) {
        Stream<String> lines = layout.lines().stream()
                .map(Layout.Told::line)
                .map(it -> it.speaker().isEmpty() ? it.text() : it.speaker() + ": " + it.text());
        return Stream.concat(Stream.of(layout.fit().system().split("\n\n")), lines)
                .toList();
    }

    private Layout layout(Budget budget, Placed... placed) {
        LoreFindings findings = findings(placed);
        Scene scene = Cards.scene(ada, kim(1, "M1"), kim(2, "M2"), kim(3, "M3"));
        CharacterPrompt prompt = new CharacterPrompt(Tokens.local(), LoreSettings.USUAL, scene, (Persona.Carded)
                ada.casting().persona());
        return prompt.laidOut(findings, budget);
    }

    private static LoreFindings findings(Placed... placed) {
        List<LoreFindings.Trace> trace = Stream.of(placed)
                .map(it -> new LoreFindings.Trace(it.key(), "Book", it.text(), true, "key", "m", 0, 3, null))
                .toList();
        return new LoreFindings(List.of(placed), trace, LoreMemory.NONE);
    }
}
