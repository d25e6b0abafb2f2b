package parley.engine.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.prompt.Scene.Line;
import parley.engine.prompt.Scene.Summary;
import parley.engine.speech.Voice;

/** Rooms for the tests of prompts: three agents and a person, and talk that is drawn from a seed. */
final class Stage {
    static final Participant ADA = agent("a1", "Ada", "A cheerful inventor.");
    static final Participant BOB = agent("a2", "Bob", "A careful engineer.");
    static final Participant EVE = agent("a3", "Eve", "A poet.");
    static final List<Participant> COMPANY = List.of(ADA, BOB, EVE);
    private static final Encoding EXACT = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final int ROLE_MARKS = 5;
    private static final String[] WORDS = {
        "the",
        "harbour",
        "lights",
        "wait",
        "Donaudampfschifffahrt",
        "1,234.5",
        "你好世界",
        "Привет",
        "🙂👩‍🚀",
        "e\u0301",
        "<|endoftext|>",
        "https://example.org/?q=%20",
        "…",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "\n\n",
        "    ",
        "\t",
        "so.",
        "Why?",
        "{\"a\":[1,2]}"
    };

    private Stage() {}

    static Participant agent(String id, String name, String persona) {
        return new Participant(
                new AgentId(id),
                new Casting(name, new Persona.Plain(persona), ModelRef.of("scripted/demo"), Voice.of("none/none")));
    }

    static Participant styled(String name, ChatStyle style) {
        Persona persona = new Persona.Styled("Doubt everything.", "A careful engineer.", "neutral", style);
        return new Participant(
                new AgentId("styled"), new Casting(name, persona, ModelRef.of("scripted/demo"), Voice.of("none/none")));
    }

    static Line by(int line, Participant speaker, String text) {
        return new Line(line, speaker.agent(), speaker.name(), text);
    }

    static Line user(int line, String text) {
        return new Line(line, null, "user", text);
    }

    static Line pinned(Line line) {
        return new Line(line.line(), line.agent(), line.name(), line.text(), true, line.direction());
    }

    static Line direction(int line, String text) {
        return new Line(line, null, "user", text, false, true);
    }

    static Scene scene(Participant speaker, @Nullable Summary summary, List<Line> lines) {
        return new Scene(COMPANY, speaker, lines, summary, "", 7);
    }

    static Scene scene(Participant speaker, Line... lines) {
        return scene(speaker, null, List.of(lines));
    }

    /** Lines 1 to {@code count}, some pinned, some by a person, some empty, some very long. */
    static List<Line> talk(SplittableRandom random, int count, int pinOneIn) {
        List<Line> lines = new ArrayList<>();
        for (int at = 1; at <= count; at++) {
            int words = random.nextInt(12) == 0 ? random.nextInt(400) : random.nextInt(40);
            String text = text(random, words);
            int who = random.nextInt(COMPANY.size() + 1);
            boolean direction = who == COMPANY.size() && random.nextInt(6) == 0;
            Line said = who < COMPANY.size() ? by(at, COMPANY.get(who), text) : user(at, text);
            lines.add(new Line(
                    at, said.agent(), said.name(), text, pinOneIn > 0 && random.nextInt(pinOneIn) == 0, direction));
        }
        return lines;
    }

    static String text(SplittableRandom random, int words) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < words; at++)
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        return text.toString();
    }

    /** What a prompt takes by the real tokenizer, each message in the marks that a chat template puts around it. */
    static int exact(Prompt prompt) {
        int tokens = EXACT.countTokensOrdinary(prompt.system()) + ROLE_MARKS;
        for (Prompt.Line line : prompt.lines())
            tokens += EXACT.countTokensOrdinary(line.speaker() + ": " + line.text() + "\n\n") + ROLE_MARKS;
        return tokens;
    }
}
