package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.card.CardBrief;
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

    /** The same where a card is told in short, see {@link CardBrief}; for lists and rooms that show who sits there. */
    public Casting brief(int longest) {
        return persona instanceof Persona.Carded it
                ? new Casting(
                        name,
                        new Persona.Carded(CardBrief.of(it.card(), longest), it.portrait()),
                        model,
                        voice,
                        voiceChoice)
                : this;
    }

    /** An agent that is heard with this server's own voices. */
    public Casting(String name, Persona persona, ModelRef model, Voice voice) {
        this(name, persona, model, voice, null);
    }
}
