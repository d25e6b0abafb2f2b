package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/**
 * What makes an agent: its name, who it is, the model that thinks for it and the voice that speaks for it.
 *
 * @param voiceChoice what it is heard with beyond this server's own voices, where its maker has chosen something
 */
public record Casting(
        String name,
        Persona persona,
        ModelRef model,
        Voice voice,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VoiceChoice voiceChoice) {
    private static final int LONGEST_NAME = 255;

    public Casting {
        if (name.isBlank() || name.length() > LONGEST_NAME)
            throw Refusal.invalid("an agent's name must be 1 to " + LONGEST_NAME + " characters");
    }

    /** An agent that is heard with this server's own voices. */
    public Casting(String name, Persona persona, ModelRef model, Voice voice) {
        this(name, persona, model, voice, null);
    }
}
