package parley.engine.agent;

import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** What makes an agent: its name, who it is, the model that thinks for it and the voice that speaks for it. */
public record Casting(String name, Persona persona, ModelRef model, Voice voice) {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_PROMPT = 32_000;

    public Casting {
        if (name.isBlank() || name.length() > LONGEST_NAME)
            throw Refusal.invalid("an agent's name must be 1 to " + LONGEST_NAME + " characters");
        if (persona instanceof Persona.Plain plain && plain.prompt().length() > LONGEST_PROMPT)
            throw Refusal.invalid("a persona must be at most " + LONGEST_PROMPT + " characters");
    }
}
