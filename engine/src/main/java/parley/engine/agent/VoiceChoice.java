package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/**
 * What a maker has chosen for an agent to be heard with where sound is made through connections of the maker's own.
 *
 * @param enabled whether it is to be heard at all
 * @param connection the connection to a provider of voices
 * @param voice one of that provider's voices, by its id
 * @param podcast settings that only their maker's client understands, as JSON
 */
public record VoiceChoice(
        boolean enabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String connection,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String voice,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String podcast) {
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_SETTINGS = 8_000;

    public VoiceChoice {
        check("a voice's connection", connection, LONGEST_ID);
        check("a voice's id", voice, LONGEST_ID);
        check("the settings of a podcast", podcast, LONGEST_SETTINGS);
    }

    private static void check(String what, @Nullable String text, int longest) {
        if (text != null && text.length() > longest)
            throw Refusal.invalid(what + " must be at most " + longest + " characters");
    }
}
