package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;

/** Who an agent is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Persona.Plain.class, name = "plain"),
    @JsonSubTypes.Type(value = Persona.Styled.class, name = "styled"),
    @JsonSubTypes.Type(value = Persona.Carded.class, name = "card")
})
public sealed interface Persona {
    /** The longest prompt, in UTF-16 units. */
    int LONGEST_PROMPT = 32_000;

    /** The longest characteristics. */
    int LONGEST_CHARACTERISTICS = 8_000;

    /** The longest gender. */
    int LONGEST_GENDER = 50;

    /** A description in the writer's own words, given to the model as its system prompt. */
    record Plain(String prompt) implements Persona {
        public Plain {
            check("a persona", prompt, LONGEST_PROMPT);
        }
    }

    /**
     * A role, orders, and how it talks.
     *
     * @param prompt what the agent is ordered, in the writer's own words; may be empty
     * @param characteristics what it is like, for the model and for people who choose among agents; may be empty
     * @param gender for whoever chooses a voice for it
     */
    record Styled(String prompt, String characteristics, String gender, ChatStyle style) implements Persona {
        /** The gender of an agent of which nothing is said. */
        public static final String NEUTRAL = "neutral";

        public Styled {
            check("an agent's prompt", prompt, LONGEST_PROMPT);
            check("an agent's characteristics", characteristics, LONGEST_CHARACTERISTICS);
            check("an agent's gender", gender, LONGEST_GENDER);
        }
    }

    /**
     * A character out of a card.
     *
     * @param portrait where its picture and the file that it came in are
     */
    record Carded(
            Card card,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Portrait portrait) implements Persona {}

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) throw Refusal.invalid(what + " must be at most " + longest + " characters");
    }
}
