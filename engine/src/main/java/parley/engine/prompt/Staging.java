package parley.engine.prompt;

import java.util.List;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreMemory;
import parley.engine.lore.Role;

/**
 * How a character's prompt came about, for whoever wants to know why a text is in it.
 *
 * @param parts the prompt from its beginning to its end
 * @param trace every lorebook entry, and why it is in or out
 * @param memory what the lorebooks remember of this turn
 * @param left the parts that the budget left out
 */
public record Staging(List<Part> parts, List<LoreFindings.Trace> trace, LoreMemory memory, List<Part> left) {
    public Staging {
        parts = List.copyOf(parts);
        trace = List.copyOf(trace);
        left = List.copyOf(left);
    }

    /**
     * A part of a prompt.
     *
     * @param source a stable word: {@code system}, {@code lore}, {@code persona}, {@code description}, {@code personality},
     *     {@code scenario}, {@code examples}, {@code summary}, {@code line}, {@code depth-prompt}, {@code post-history}, …
     * @param name who says it, where somebody does
     * @param tokens what it costs, a line with the name of who says it; 0 for what is not counted
     */
    public record Part(String source, Role role, String name, String text, int tokens) {}
}
