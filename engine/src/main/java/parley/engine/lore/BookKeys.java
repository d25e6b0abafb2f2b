package parley.engine.lore;

import java.util.ArrayList;
import java.util.List;

/**
 * All keys of a book, and the indexes that find their words. Made once for each pair of settings, and used by every scan.
 *
 * @param caseSensitive what the settings say where an entry says nothing
 * @param entries for each entry of the book, in its order
 * @param open the keys with macros, by number
 * @param sources the bits of the sources that any entry asks for
 */
record BookKeys(
        boolean caseSensitive,
        boolean wholeWords,
        KeyIndex folded,
        KeyIndex exact,
        List<EntryKeys> entries,
        List<OpenKey> open,
        int sources) {
    /** The keys of an entry. */
    record EntryKeys(
            List<Key> keys,
            List<Key> secondary,
            List<List<Key>> additional,
            List<Key> excluded,
            List<Key> excludedAll) {}

    /** A key with macros, and how it is to be read when they are filled in. */
    record OpenKey(String written, KeyForge.Manner manner) {}

    static BookKeys of(Lorebook book, LoreSettings settings) {
        KeyForge forge = new KeyForge();
        List<EntryKeys> entries = new ArrayList<>(book.entries().size());
        List<OpenKey> open = new ArrayList<>();
        int sources = 0;
        for (LoreEntry entry : book.entries()) {
            KeyForge.Manner manner = KeyForge.Manner.of(entry, settings);
            entries.add(new EntryKeys(
                    made(forge, open, entry.keys(), manner),
                    asked(entry) ? made(forge, open, entry.secondaryKeys(), manner) : List.of(),
                    entry.conditions().additionalKeys().stream()
                            .map(it -> made(forge, open, it, manner))
                            .toList(),
                    made(forge, open, entry.conditions().excludeKeys(), manner),
                    made(forge, open, entry.conditions().excludeAllKeys(), manner)));
            for (LoreEntry.Source source : entry.matching().sources()) sources |= source.bit();
        }
        return new BookKeys(
                settings.caseSensitive(),
                settings.wholeWords(),
                forge.folded(),
                forge.exact(),
                List.copyOf(entries),
                List.copyOf(open),
                sources);
    }

    private static boolean asked(LoreEntry entry) {
        return entry.selective() && !entry.secondaryKeys().isEmpty();
    }

    /** Blank keys ask for nothing and are left out. */
    private static List<Key> made(KeyForge forge, List<OpenKey> open, List<String> keys, KeyForge.Manner manner) {
        List<Key> made = new ArrayList<>(keys.size());
        for (String key : keys) {
            if (key.isBlank()) continue;
            if (KeyText.filled(key)) {
                made.add(new Key.Open(key, open.size()));
                open.add(new OpenKey(key, manner));
            } else made.add(forge.made(key, key, manner));
        }
        return List.copyOf(made);
    }

    /** Whether it was made for such settings. */
    boolean suits(LoreSettings settings) {
        return caseSensitive == settings.caseSensitive() && wholeWords == settings.wholeWords();
    }
}
