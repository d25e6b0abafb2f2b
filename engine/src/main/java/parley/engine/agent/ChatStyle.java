package parley.engine.agent;

import parley.engine.kernel.Refusal;

/**
 * How an agent talks, in words of its maker's choice. Some words are known and told to the model in full, as {@code
 * formal}, {@code short} or {@code witty}; with any other the agent talks as one does.
 */
public record ChatStyle(
        String friendliness, String responseLength, String personality, String humor, String expertiseLevel) {
    /** How an agent talks of which nothing is said. */
    public static final ChatStyle USUAL = new ChatStyle("friendly", "medium", "balanced", "light", "expert");

    private static final int LONGEST = 100;

    public ChatStyle {
        check("friendliness", friendliness);
        check("responseLength", responseLength);
        check("personality", personality);
        check("humor", humor);
        check("expertiseLevel", expertiseLevel);
    }

    private static void check(String what, String word) {
        if (word.isBlank() || word.length() > LONGEST)
            throw Refusal.invalid("the " + what + " of a style must be 1 to " + LONGEST + " characters");
    }
}
