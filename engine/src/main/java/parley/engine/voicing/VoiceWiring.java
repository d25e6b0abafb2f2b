package parley.engine.voicing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.Wiring;
import parley.engine.kernel.Refusal;

/**
 * What a connection to voices is, but for its key.
 *
 * @param voice the voice that is used, by the id that its provider gives it
 * @param base the address of the provider, where it is not the usual one
 * @param proxied whether its user reaches the provider through somebody else
 * @param active whether agents may use it
 */
public record VoiceWiring(
        String name,
        String description,
        VoiceProvider provider,
        Kind kind,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String voice,
        Delivery delivery,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable URI base,
        boolean proxied,
        boolean active) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 500;

    public VoiceWiring {
        if (name.isBlank()) throw Refusal.invalid("a voice connection needs a name");
        check("a voice connection's name", name, LONGEST_NAME);
        check("a voice connection's description", description, LONGEST_DESCRIPTION);
        if (voice != null) check("a voice's id", voice, LONGEST_NAME);
        if (base != null) Wiring.address(base.toString());
    }

    /** What it is for. */
    public enum Kind {
        /** Text to speech. */
        TTS,
        /** Speech to text. */
        STT,
        BOTH
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) throw Refusal.invalid(what + " has at most " + longest + " characters");
        if (text.chars().anyMatch(it -> Character.isISOControl(it) && it != '\n'))
            throw Refusal.invalid(what + " must not hold control characters");
    }
}
