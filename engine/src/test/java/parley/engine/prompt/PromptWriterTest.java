package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.prompt.Stage.ADA;
import static parley.engine.prompt.Stage.BOB;
import static parley.engine.prompt.Stage.EVE;
import static parley.engine.prompt.Stage.by;
import static parley.engine.prompt.Stage.direction;
import static parley.engine.prompt.Stage.pinned;
import static parley.engine.prompt.Stage.scene;
import static parley.engine.prompt.Stage.user;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.agent.ChatStyle;
import parley.engine.llm.Prompt;
import parley.engine.prompt.Scene.Line;
import parley.engine.prompt.Scene.Summary;

final class PromptWriterTest {
    /** What was once sent with the first wording. It must not change: new words need a new number. */
    private static final String FIRST = "64085a78aee15486c70ededb3d815466cce413909e6b8b9bbbc232e4a4a37915";

    private static final Budget WIDE = new Budget(8192, 400);
    private final PromptWriter writer = new PromptWriter();

    @Test
    void tells_the_speaker_its_own_lines_as_its_own_and_all_others_by_name() {
        Prompt prompt = write(scene(ADA, user(1, "Tea or coffee?"), by(2, ADA, " Tea. "), by(3, BOB, "Coffee.")));

        assertThat(prompt.lines())
                .containsExactly(
                        new Prompt.Line(false, "user", "Tea or coffee?"),
                        new Prompt.Line(true, "Ada", "Tea."),
                        new Prompt.Line(false, "Bob", "Coffee."));
        assertThat(prompt.speaker()).isEqualTo("Ada");
        assertThat(prompt.others()).containsExactly("Bob", "Eve", "user");
        assertThat(prompt.maxTokens()).isEqualTo(400);
        assertThat(prompt.system())
                .startsWith("You are Ada. A cheerful inventor.\n\nYou talk with Bob, Eve and the user.");
    }

    @Test
    void an_old_prompt_is_made_again_to_the_byte() {
        Summary summary = new Summary(2, "Bob wants to build a boat.");
        Scene scene = scene(
                ADA,
                summary,
                List.of(
                        pinned(user(1, "Never lie.")),
                        by(2, BOB, "I want to build a boat."),
                        by(3, ADA, "Of what?"),
                        direction(4, "It begins to rain."),
                        by(5, EVE, "Of rain.")));

        assertThat(write(scene).hash()).isEqualTo(FIRST);
    }

    @Test
    void a_style_is_told_in_full_and_decides_how_much_is_said() {
        Prompt formal = write(scene(
                Stage.styled("Zoe", new ChatStyle("Formal", "short", "reserved", "none", "beginner")),
                user(1, "Tea or coffee?")));
        Prompt strange = write(scene(
                Stage.styled("Zoe", new ChatStyle("like a bear", "LONG", "?", "?", "?")), user(1, "Tea or coffee?")));

        assertThat(formal.system()).isEqualTo("""
            You are Zoe. A careful engineer.
            Doubt everything.

            How you talk: You are polite and keep to formal words. You are quiet and hold back. You do not joke. You know \
            as much as a beginner does, and use simple words.

            You talk with Ada, Bob, Eve and the user. What others say begins with their name. Answer as Zoe only, in one \
            or two sentences of plain spoken text, without your name in front, and leave the others to speak for \
            themselves. Answer in the language of the conversation, and keep a greeting to a few words.\
            """);
        assertThat(strange.system())
                .contains("You are kind without being familiar.", "in as many sentences as the matter needs")
                .doesNotContain("bear");
    }

    @Test
    void a_summary_and_the_pins_before_it_stand_before_the_lines() {
        Scene scene = scene(
                EVE,
                new Summary(3, "Bob and Ada talked about boats."),
                List.of(
                        user(1, "Hello."),
                        pinned(by(2, BOB, "My boat is called Gull.")),
                        by(3, ADA, "Nice."),
                        user(4, "So?")));

        Prompt prompt = write(scene);

        assertThat(prompt.system())
                .endsWith("\n\nWhat was said before: Bob and Ada talked about boats."
                        + "\n\nTo be kept in mind, word for word:\nBob: My boat is called Gull.");
        assertThat(prompt.lines()).containsExactly(new Prompt.Line(false, "user", "So?"));
    }

    @Test
    void a_stage_direction_keeps_its_place_and_the_order_says_what_it_is() {
        Prompt with = write(scene(ADA, user(1, "Hello."), direction(2, "The lamp goes out."), by(3, BOB, "Oh!")));
        Prompt without = write(scene(ADA, user(1, "Hello.")));

        assertThat(with.lines().get(1)).isEqualTo(new Prompt.Line(false, "", "[Stage direction: The lamp goes out.]"));
        assertThat(with.system()).contains("stage direction");
        assertThat(without.system()).doesNotContain("stage direction");
    }

    @Test
    void silence_is_not_told() {
        assertThat(write(scene(ADA, user(1, "Hello."), by(2, BOB, " \n"), by(3, EVE, "")))
                        .lines())
                .hasSize(1);
        assertThat(write(scene(ADA)).lines()).isEmpty();
    }

    @Test
    void half_a_character_is_told_as_the_mark_for_it_and_a_whole_one_as_it_is() {
        Prompt prompt = write(scene(ADA, user(1, "a\uD83D b\uDE42 c🙂")));

        assertThat(prompt.lines().getFirst().text()).isEqualTo("a\uFFFD b\uFFFD c🙂");
    }

    @Test
    void a_persona_too_long_for_the_model_is_cut_and_leaves_room_for_talk() {
        Scene scene = new Scene(
                Stage.COMPANY,
                Stage.agent("a1", "Ada", "You love long words. ".repeat(1500)),
                List.of(user(1, "Hello."), by(2, BOB, "Good evening.")),
                null,
                "",
                1);

        Prompt prompt = writer.write(1, scene, new Budget(2048, 400));

        assertThat(prompt.lines()).hasSize(2);
        assertThat(prompt.system()).contains("You love long words.", "…", "Answer as Ada only");
        assertThat(Stage.exact(prompt)).isLessThan(2048 - 400);
    }

    @Test
    void refuses_a_wording_it_does_not_know() {
        Scene scene = scene(ADA, user(1, "Hello."));
        for (int wording : new int[] {0, PromptWriter.CURRENT + 1})
            assertThatThrownBy(() -> writer.write(wording, scene, WIDE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no wording has the number " + wording);
    }

    @Test
    void refuses_lines_out_of_order() {
        List<Line> lines = List.of(user(2, "b"), user(1, "a"));
        assertThatThrownBy(() -> scene(ADA, null, lines)).hasMessageContaining("line 1 stands after line 2");
    }

    private Prompt write(Scene scene) {
        return writer.write(PromptWriter.CURRENT, scene, WIDE);
    }
}
