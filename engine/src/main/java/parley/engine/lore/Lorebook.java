package parley.engine.lore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lorebook. Its entries have keys that are unique in a chat and stay the same while nobody edits them: the book's scope,
 * the entry's number in it and a fingerprint of its words.
 *
 * @param scope whose book it is: an agent's id, or {@code global}
 * @param scanDepth overrides the usual depth, for this book alone
 * @param tokenBudget the most tokens that its entries may take together
 * @param recursive whether its entries may be woken by others' text
 */
public record Lorebook(
        String scope,
        String name,
        @Nullable Integer scanDepth,
        @Nullable Integer tokenBudget,
        @Nullable Boolean recursive,
        List<LoreEntry> entries) {
    public Lorebook {
        entries = List.copyOf(entries);
    }
}
