package parley.engine.lore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lorebooks gave for a scene, and why.
 *
 * @param placed what goes into the prompt: by place, and in one place in the order in which it stands there
 * @param trace every entry of every book that was looked at, in the books' order
 * @param memory what the chat is to remember
 */
public record LoreFindings(List<Placed> placed, List<Trace> trace, LoreMemory memory) {
    /** Nothing. */
    public static final LoreFindings NONE = new LoreFindings(List.of(), List.of(), LoreMemory.NONE);

    public LoreFindings {
        placed = List.copyOf(placed);
        trace = List.copyOf(trace);
    }

    /**
     * An entry's text with its macros filled in.
     *
     * @param key the entry's, see {@link Lorebook}
     * @param depth for {@link Place#AT_DEPTH} and {@link Place#AT_REVERSE_DEPTH}
     * @param outlet the name of an {@link Place#OUTLET}
     */
    public record Placed(String key, Place place, int depth, Role role, String outlet, String text) {}

    /**
     * Why an entry is in the prompt, or is not.
     *
     * @param book the book's name
     * @param label how its author calls it: its comment, its name or its first key
     * @param in whether it is in the prompt
     * @param reason a stable word: {@code constant}, {@code key}, {@code sticky}, {@code activated}; or {@code disabled},
     *     {@code no-key}, {@code secondary}, {@code chance}, {@code cooldown}, {@code delay}, {@code budget}, {@code group},
     *     {@code pattern}, {@code trigger}, {@code recursion}, {@code decorator}, {@code empty}
     * @param matched the key that matched
     * @param pass 0 where the talk itself woke it, above that the pass of recursion
     * @param tokens what its text costs
     * @param rolled the chance that was drawn, 0 to 100, where one was
     */
    public record Trace(
            String key,
            String book,
            String label,
            boolean in,
            String reason,
            @Nullable String matched,
            int pass,
            int tokens,
            @Nullable Integer rolled) {}
}
