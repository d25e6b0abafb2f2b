package parley.engine.lore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one chat remembers of its lorebooks between turns: entries that stick, entries that cool down, and those that have
 * ever matched. Goes with the chat's events, so that a prompt can be made again.
 *
 * @param messages how long the chat was when this was written; where it is no longer than that, as after another answer to
 *     the same message, effects that began at its end are off
 * @param entries what is remembered of each entry, by its key; see {@link Lorebook}
 */
public record LoreMemory(int messages, Map<String, Effect> entries) {
    /** Nothing has happened yet. */
    public static final LoreMemory NONE = new LoreMemory(0, Map.of());

    public LoreMemory {
        SortedMap<String, Effect> sorted = new TreeMap<>(entries);
        entries = Collections.unmodifiableSortedMap(sorted);
    }

    /**
     * What is remembered of an entry.
     *
     * @param since how many messages there were when it came in and this began; where the chat is no longer than that, it is
     *     as if it had not been
     * @param stickyUntil it stays in while there are fewer messages than this
     * @param coolUntil it stays out while there are fewer messages than this
     */
    public record Effect(int since, int stickyUntil, int coolUntil) {}

    @JsonIgnore
    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
