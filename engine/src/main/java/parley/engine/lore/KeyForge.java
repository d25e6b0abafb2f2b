package parley.engine.lore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes keys out of texts, and the indexes of their words. */
final class KeyForge {
    /** The most states that the patterns of one book have together; those beyond it are never tried. */
    private static final long MOST_STATES = 200_000;

    private static final PatternKey TOO_MANY = PatternKey.of(new Translated("", false, Set.of(), Integer.MAX_VALUE));

    private final KeyIndex.Builder folded = new KeyIndex.Builder();
    private final KeyIndex.Builder exact = new KeyIndex.Builder();
    private final Map<SlashForm, PatternKey> patterns = new HashMap<>();
    private long states;

    /** How an entry's keys are read. */
    record Manner(boolean caseSensitive, boolean wholeWords, boolean patterns, boolean wildcards) {
        static Manner of(LoreEntry entry, LoreSettings settings) {
            LoreEntry.Matching matching = entry.matching();
            Boolean sensitive = matching.caseSensitive();
            Boolean whole = matching.wholeWords();
            return new Manner(
                    sensitive == null ? settings.caseSensitive() : sensitive,
                    whole == null ? settings.wholeWords() : whole,
                    matching.patterns(),
                    matching.wildcards());
        }
    }

    /** The key of a text whose macros are filled in. */
    Key made(String written, String filled, Manner manner) {
        String key = filled.strip();
        if (key.isEmpty()) return new Key.Nothing(written);
        Optional<SlashForm> form = manner.patterns() ? SlashForm.of(key) : Optional.empty();
        if (form.isPresent()) return shape(written, patterns.computeIfAbsent(form.get(), PatternKey::of));
        if (manner.wildcards() && (key.indexOf('*') >= 0 || key.indexOf('?') >= 0))
            return shape(written, PatternKey.of(Wildcards.of(key, manner)));
        boolean whole = manner.wholeWords() && !Words.several(key);
        return manner.caseSensitive()
                ? new Key.Word(written, true, exact.number(key, whole), whole)
                : new Key.Word(written, false, folded.number(Words.folded(key), whole), whole);
    }

    private Key shape(String written, PatternKey pattern) {
        states += pattern.size();
        if (states > MOST_STATES) return new Key.Shape(written, TOO_MANY, List.of());
        List<Integer> required = pattern.required().stream()
                .sorted()
                .map(it -> folded.number(it, false))
                .toList();
        return new Key.Shape(written, pattern, required);
    }

    KeyIndex folded() {
        return folded.built();
    }

    KeyIndex exact() {
        return exact.built();
    }
}
