package parley.engine.verbal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What ICU does not know of a language: a line for each entry, its kind and then what it says. A language without a word
 * list has none of it, and what would need it is left as it is written.
 */
final class Lexicon {
    private static final String FOLDER = "/parley/verbal/";

    private final Map<String, List<String>> entries = new HashMap<>();

    /** The word list of a language such as {@code de}. */
    static Lexicon of(String language) {
        Lexicon lexicon = new Lexicon();
        try (InputStream file = Lexicon.class.getResourceAsStream(FOLDER + language + ".txt")) {
            if (file == null) return lexicon;
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .forEach(lexicon::add);
            return lexicon;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String line) {
        String[] parts = line.split(" ", 2);
        entries.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
    }

    /** The one entry of that kind. */
    Optional<String> word(String kind) {
        return all(kind).stream().findFirst();
    }

    boolean has(String kind) {
        return entries.containsKey(kind);
    }

    /** Every entry of that kind. */
    List<String> all(String kind) {
        return entries.getOrDefault(kind, List.of());
    }

    /** Every entry of that kind that has a first word and more: the first word and the rest, in their order. */
    List<Map.Entry<String, String>> pairs(String kind) {
        return all(kind).stream()
                .map(it -> it.split(" ", 2))
                .filter(it -> it.length == 2)
                .map(it -> Map.entry(it[0], it[1]))
                .toList();
    }

    /** What the entry of that kind says of a first word. */
    Optional<String> of(String kind, String first) {
        return pairs(kind).stream()
                .filter(it -> it.getKey().equals(first))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
