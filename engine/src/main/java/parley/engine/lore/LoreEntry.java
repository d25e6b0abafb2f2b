package parley.engine.lore;

import java.util.List;

/** One thing that a world knows, and when it is told. */
public record LoreEntry(
        String label, List<String> keys, String content, boolean enabled, boolean constant, double order) {
    public LoreEntry {
        keys = List.copyOf(keys);
    }
}
