package parley.engine.prompt;

import java.util.List;
import java.util.Optional;
import parley.engine.agent.Persona;
import parley.engine.llm.Prompt;
import parley.engine.lore.LoreSettings;

/**
 * Writes what a participant's model is asked. Pure: the same wording, scene and budget give the same prompt to the byte,
 * on any machine, so that a prompt that was sent can be made again from the journal alone.
 *
 * <p>The speaker's own lines are its own, everybody else's carry their names. A stage direction stands among the lines
 * where it was given, without a speaker and in square brackets, and the system text says what that means: so it keeps
 * its place on every wire, those that know only two roles included, and ages like any other line.
 */
public record PromptWriter(Tokens tokens) {
    /** The newest wording. */
    public static final int CURRENT = 1;

    /** A writer that counts with {@link Tokens#local}. */
    public PromptWriter() {
        this(Tokens.local());
    }

    /**
     * The prompt for the scene's speaker.
     *
     * @throws IllegalArgumentException where no wording has that number
     */
    public Prompt write(int wording, Scene scene, Budget budget) {
        return written(wording, scene, budget).prompt();
    }

    /** The same prompt, and for a character how it came about. */
    public Written written(int wording, Scene scene, Budget budget) {
        Wording words = Wording.of(wording);
        if (scene.speaker().casting().persona() instanceof Persona.Carded carded)
            return new CharacterPrompt(tokens, LoreSettings.USUAL, scene, carded).written(budget);
        Window.Fit fit = new Window(tokens, words, scene, budget).fit();
        List<Prompt.Line> lines =
                fit.lines().stream().map(it -> words.line(scene, it)).toList();
        Prompt prompt = new Prompt(
                fit.system(),
                lines,
                words.name(scene.speaker().name()),
                words.others(scene),
                scene.prefill(),
                budget.answer(),
                scene.seed());
        return new Written(prompt, null);
    }

    /** What is to be told in short before the next prompt, because it would fall out of it; empty most of the time. */
    public Optional<Condensing> condensing(int wording, Scene scene, Budget budget) {
        Wording words = Wording.of(wording);
        if (scene.speaker().casting().persona() instanceof Persona.Carded carded)
            return new CharacterPrompt(tokens, LoreSettings.USUAL, scene, carded).condensing(budget);
        return new Window(tokens, words, scene, budget).condensing();
    }
}
