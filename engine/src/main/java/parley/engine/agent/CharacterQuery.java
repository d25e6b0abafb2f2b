package parley.engine.agent;

import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;

/**
 * Which characters of a list are asked for; upper and lower case are one.
 *
 * @param tag a whole tag that they have
 * @param text what stands in their name, tags, creator or the beginning of their description
 * @param page the oldest first, or the first of the alphabet, where it says so
 */
public record CharacterQuery(@Nullable String tag, @Nullable String text, Order order, Page.Request page) {
    private static final int LONGEST = 100;

    /** What they are sorted by. */
    public enum Order {
        NAME,
        UPDATED,
        CREATED
    }

    public CharacterQuery {
        check("a tag", tag);
        check("a text to look for", text);
    }

    private static void check(String what, @Nullable String words) {
        if (words != null && (words.isBlank() || words.length() > LONGEST))
            throw Refusal.invalid(what + " must be 1 to " + LONGEST + " characters");
    }
}
