package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.card.CardBrief;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.engine.tool.ToolGrant;

/**
 * What makes an agent: its name, who it is, the model that thinks for it and the voice that speaks for it.
 *
 * @param voiceChoice what it is heard with beyond this server's own voices, where its maker has chosen something
 * @param fallbacks the models that think for it where the one before has failed, in order; at most 5
 * @param tools what it may use, at most 32; nothing else is within its reach
 */
public record Casting(
        String name,
        Persona persona,
        ModelRef model,
        Voice voice,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VoiceChoice voiceChoice,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<ModelRef> fallbacks,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<ToolGrant> tools) {
    private static final int LONGEST_NAME = 255;
    private static final int MOST_FALLBACKS = 5;
    private static final int MOST_TOOLS = 32;

    public Casting {
        fallbacks = List.copyOf(fallbacks);
        tools = List.copyOf(tools);
        if (fallbacks.size() > MOST_FALLBACKS)
            throw Refusal.invalid("an agent falls back on at most " + MOST_FALLBACKS + " models");
        if (tools.size() > MOST_TOOLS) throw Refusal.invalid("an agent is granted at most " + MOST_TOOLS + " tools");
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
                        voiceChoice,
                        fallbacks,
                        tools)
                : this;
    }

    /** The same where these models take over in that order. */
    public Casting fallingBackOn(List<ModelRef> others) {
        return new Casting(name, persona, model, voice, voiceChoice, others, tools);
    }

    /** The same where these tools may be used, and no others. */
    public Casting granted(List<ToolGrant> grants) {
        return new Casting(name, persona, model, voice, voiceChoice, fallbacks, grants);
    }

    /** An agent that nobody takes over for, and without tools. */
    public Casting(String name, Persona persona, ModelRef model, Voice voice, @Nullable VoiceChoice voiceChoice) {
        this(name, persona, model, voice, voiceChoice, List.of(), List.of());
    }

    /** An agent that is heard with this server's own voices. */
    public Casting(String name, Persona persona, ModelRef model, Voice voice) {
        this(name, persona, model, voice, null);
    }
}
