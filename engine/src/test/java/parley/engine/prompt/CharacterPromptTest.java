package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.prompt.Cards.KIM;
import static parley.engine.prompt.Cards.kim;
import static parley.engine.prompt.Cards.play;
import static parley.engine.prompt.Cards.scene;
import static parley.engine.prompt.Cards.told;
import static parley.engine.prompt.Stage.BOB;
import static parley.engine.prompt.Stage.by;
import static parley.engine.prompt.Stage.direction;
import static parley.engine.prompt.Stage.pinned;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.agent.Participant;
import parley.engine.llm.Prompt;
import parley.engine.lore.Role;

/** Prompts of characters: Character Card V1, V2 and V3, and the order of a prompt that applications for cards share. */
final class CharacterPromptTest {
    private static final Budget WIDE = new Budget(8192, 400);
    private static final Wishes.PersonaPlace USUAL = Wishes.PersonaPlace.IN_PROMPT;

    @Test
    void tells_everything_in_the_order_of_cards() {
        Participant ada = Cards.named("Ada")
                .with("description", "{{char}} builds lifts for {{user}}.")
                .with("personality", "patient")
                .with("scenario", "A lift, at {{time}}.")
                .with("mes_example", "<START>\n{{user}}: Up?\n{{char}}: Down.\nAlways.\n<start>{{char}}: Ping.")
                .with("post_history_instructions", "Stay in the lift.")
                .agent();

        Written written = write(scene(
                play("{{user}} is a baker.", Wishes.NONE),
                List.of(ada),
                null,
                kim(1, "Hi."),
                by(2, ada, "Which floor?")));

        assertThat(written.prompt().system()).isEqualTo("""
            You are Ada. You talk with Kim. Answer as Ada only, in two to four sentences of plain spoken text, without \
            your name in front, and leave the others to speak for themselves.

            Kim is a baker.

            Ada builds lifts for Kim.

            Personality: patient

            Scenario: A lift, at 12:00 PM.

            [An example of how they talk]
            Kim: Up?
            Ada: Down.
            Always.

            [An example of how they talk]
            Ada: Ping.

            [The examples are over. The talk itself begins here.]

            A line in square brackets is a stage direction: play it from there on and never mention it.\
            """);
        assertThat(written.prompt().lines())
                .containsExactly(
                        new Prompt.Line(false, "", "Hi."),
                        new Prompt.Line(true, "Ada", "Which floor?"),
                        new Prompt.Line(false, "", "[Stay in the lift.]"));
        assertThat(written.prompt().speaker()).isEqualTo("Ada");
        assertThat(written.prompt().others()).containsExactly("Kim");
    }

    /** Character Card V2, system_prompt and post_history_instructions. */
    @Test
    void a_cards_own_order_replaces_the_usual_one_and_quotes_it_where_it_says_so() {
        Wishes own = new Wishes("Be kind, {{char}}.", "Be short.", Wishes.Note.NONE, USUAL, false);
        Participant silent = Cards.named("Ada").agent();
        Participant bossy = Cards.named("Ada")
                .with("system_prompt", "First. {{original}} {{ORIGINAL}}")
                .with("post_history_instructions", "({{original}})")
                .agent();
        Participant stern = Cards.named("Ada").with("system_prompt", "Obey.").agent();

        assertThat(told(write(scene(play("", own), List.of(silent), null, kim(1, "Hi.")))))
                .startsWith("Be kind, Ada.")
                .endsWith("Hi.", "[Be short.]");
        assertThat(told(write(scene(play("", own), List.of(bossy), null, kim(1, "Hi.")))))
                .startsWith("First. Be kind, Ada. Be kind, Ada.")
                .endsWith("Hi.", "[(Be short.)]");
        assertThat(told(write(scene(stern, kim(1, "Hi."))))).containsExactly("Obey.", "Hi.");
        assertThat(told(write(scene(bossy, kim(1, "Hi.")))))
                .first()
                .asString()
                .startsWith("First. You are Ada. You talk");
    }

    @Test
    void what_the_room_needs_is_told_whatever_the_card_says() {
        Participant ada = Cards.named("Ada").with("system_prompt", "Obey.").agent();

        Written written = write(scene(
                KIM,
                List.of(ada, BOB),
                new Scene.Summary(3, "They met."),
                pinned(by(2, BOB, "My boat is called Gull.")),
                by(3, ada, "Nice."),
                direction(4, "It rains."),
                kim(5, "So?")));

        assertThat(told(written))
                .containsExactly(
                        "Obey.",
                        "A line in square brackets is a stage direction: play it from there on and never mention it.",
                        "What was said before: They met.",
                        "To be kept in mind, word for word:\nBob: My boat is called Gull.",
                        "[Stage direction: It rains.]",
                        "So?");
    }

    @Test
    void in_a_room_of_several_agents_have_names_and_the_only_person_has_none() {
        Participant ada =
                Cards.named("Ada").with("description", "Knows {{group}}.").agent();
        Participant eve = Cards.named("Evelyn")
                .with("nickname", "Eve")
                .with("description", "A secret.")
                .agent();

        Written one = write(scene(KIM, List.of(ada, eve), null, by(1, eve, "One."), kim(2, "Two.")));
        Written two =
                write(scene(KIM, List.of(ada, eve), null, kim(1, "One."), new Scene.Line(2, null, "Lee", "Two.")));

        assertThat(told(one)).containsSubsequence("Knows Ada, Eve.", "Evelyn: One.", "Two.");
        assertThat(one.prompt().system())
                .contains("What others say begins with their name; what begins with no name is said by Kim.")
                .doesNotContain("secret");
        assertThat(one.prompt().others()).containsExactly("Evelyn", "Kim");
        assertThat(told(two)).endsWith("Kim: One.", "Lee: Two.");
        assertThat(told(write(scene(
                        play("", new Wishes("", "", Wishes.Note.NONE, USUAL, true)),
                        List.of(ada, eve),
                        null,
                        kim(1, "Hi.")))))
                .contains("Knows Ada, Eve.\nA secret.");
    }

    @Test
    void a_greeting_is_filled_in_and_what_people_say_is_not() {
        Participant ada = Cards.named("Ada").agent();

        Written written = write(scene(
                ada,
                by(1, ada, "Hi {{user}}, I'm <BOT>."),
                kim(2, "{{char}} {{description}}"),
                by(3, ada, "{{user}} said {{char}}.")));

        assertThat(written.prompt().lines())
                .extracting(Prompt.Line::text)
                .containsExactly("Hi Kim, I'm Ada.", "{{char}} {{description}}", "{{user}} said {{char}}.");
    }

    /** SillyTavern's places of a persona: in the prompt, at the note, at a depth, nowhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IN_PROMPT   | A baker.;D;M1;[NOTE];M2
        NOTE_TOP    | D;M1;[A baker./NOTE];M2
        NOTE_BOTTOM | D;M1;[NOTE/A baker.];M2
        AT_DEPTH    | D;A baker.;M1;[NOTE];M2
        NOWHERE     | D;M1;[NOTE];M2
        """)
    void a_persona_stands_where_its_person_wishes(Wishes.Position position, String expected) {
        Wishes wishes = new Wishes(
                "S",
                "",
                new Wishes.Note("NOTE", 1, Role.SYSTEM),
                new Wishes.PersonaPlace(position, 2, Role.USER),
                false);
        Participant ada = Cards.named("Ada").with("description", "D").agent();

        List<String> told =
                told(write(scene(play("A baker.", wishes), List.of(ada), null, kim(1, "M1"), kim(2, "M2"))));

        assertThat(told.stream()
                        .filter(it -> !it.equals("S") && !it.startsWith("A line in"))
                        .map(it -> it.replace('\n', '/')))
                .containsExactly(expected.split(";"));
    }

    /** SillyTavern's character's note, {@code extensions.depth_prompt}. */
    @Test
    void a_characters_note_stands_at_its_depth_in_its_role() {
        Cards ada = Cards.named("Ada").with("system_prompt", "S");
        Scene.Line[] lines = {kim(1, "M1"), kim(2, "M2")};

        Participant near = ada.json(
                        "extensions", "{'depth_prompt':{'prompt':'{{char}} limps.','depth':1,'role':'assistant'}}")
                .agent();
        Participant far = ada.json("extensions", "{'depth_prompt':{'prompt':'Limp.','depth':9,'role':'system'}}")
                .agent();

        assertThat(told(write(scene(near, lines)))).containsExactly("S", "M1", "Ada: Ada limps.", "M2");
        assertThat(told(write(scene(far, lines)))).endsWith("[Limp.]", "M1", "M2");
    }

    @Test
    void what_is_only_for_people_never_reaches_a_prompt() {
        Participant ada = Cards.named("Ada")
                .with("description", "D {{charCreatorNotes}} {{charVersion}}")
                .with("creator_notes", "SECRET")
                .with("creator", "SECRET")
                .with("character_version", "SECRET")
                .with("tags", new String[] {"SECRET"})
                .agent();

        Written written = write(scene(ada, kim(1, "Hi.")));

        assertThat(told(written)).noneMatch(it -> it.contains("SECRET"));
        assertThat(written.staged().orElseThrow().toString()).doesNotContain("SECRET");
    }

    @Test
    void says_how_it_came_about() {
        Participant ada = Cards.named("Ada")
                .with("description", "D")
                .with("mes_example", "<START>\n{{user}}: A\n<START>\n" + "B ".repeat(300))
                .with("post_history_instructions", "P")
                .agent();

        Written written = new PromptWriter().written(1, scene(ada, kim(1, "Hi.")), new Budget(512, 200));

        Staging staging = written.staged().orElseThrow();
        assertThat(staging.parts())
                .extracting(Staging.Part::source)
                .containsExactly("system", "description", "examples", "start", "room", "line", "post-history");
        assertThat(staging.parts())
                .filteredOn(it -> !it.source().equals("line"))
                .allSatisfy(
                        it -> assertThat(it.tokens()).isEqualTo(Tokens.local().count(it.text())));
        assertThat(String.join(
                        "\n\n", staging.parts().stream().map(Staging.Part::text).toList()))
                .isEqualTo(written.prompt().system() + "\n\nHi.\n\n[P]");
        assertThat(staging.left()).extracting(Staging.Part::source).containsExactly("examples");
    }

    @Test
    void another_attempt_goes_on_from_what_stands() {
        Participant ada = Cards.named("Ada").agent();
        Scene scene = new Scene(List.of(ada), ada, List.of(kim(1, "Hi.")), null, "Well, ", 7, KIM);

        assertThat(write(scene).prompt().prefill()).isEqualTo("Well, ");
        assertThat(write(scene).prompt().hash()).isEqualTo(write(scene).prompt().hash());
    }

    private static Written write(Scene scene) {
        return new PromptWriter().written(PromptWriter.CURRENT, scene, WIDE);
    }
}
