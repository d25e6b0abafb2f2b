package parley.engine.chunking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the scan knows of a language: its words and a few habits. Read once from the word lists, then shared. */
final class Language {
    private static final String FOLDER = "/parley/chunking/";
    private static final String UNKNOWN = "und";
    private static final Set<String> LISTED = listed();
    private static final Map<String, Language> READ = new ConcurrentHashMap<>();

    private final Lexicon words = new Lexicon();
    private boolean ordinals;
    private String ends = "";

    private Language() {}

    /** The language of a BCP 47 tag; one without a word list is treated as unknown. */
    static Language of(String tag) {
        String name = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return READ.computeIfAbsent(LISTED.contains(name) ? name : UNKNOWN, Language::read);
    }

    Lexicon words() {
        return words;
    }

    /** Whether a period after a number can make it an ordinal, as in German. */
    boolean ordinals() {
        return ordinals;
    }

    /** Whether a character that is nothing but a pause elsewhere ends sentences here. */
    boolean endsWith(char it) {
        return ends.indexOf(it) >= 0;
    }

    private static Language read(String name) {
        Language language = new Language();
        language.include(name, name, true);
        return language;
    }

    /** Takes in a word list. Habits count in the list of the language itself only, and so do words written small. */
    private void include(String name, String language, boolean own) {
        int bit = 0;
        for (String line : lines(name)) {
            if (line.startsWith("#") || line.isBlank()) continue;
            if (line.startsWith("[")) bit = Words.named(line.substring(1, line.indexOf(']')));
            else if (line.startsWith("@")) habit(line.substring(1).split(" ", -1), language, own);
            else if (own || !Words.is(bit, Words.SMALL | Words.SELF))
                for (String word : line.trim().split("\\s+", -1)) words.add(word, bit);
        }
    }

    private void habit(String[] habit, String language, boolean own) {
        switch (habit[0]) {
            case "include" -> {
                for (int at = 1; at < habit.length; at++) include(habit[at], language, language.equals(UNKNOWN));
            }
            case "ordinals" -> ordinals |= own && !language.equals(UNKNOWN);
            case "ends" -> ends += own && !language.equals(UNKNOWN) ? habit[1] : "";
            default -> throw new IllegalArgumentException("no habit is called " + habit[0]);
        }
    }

    /** All that have a list of their own, in the order of their names. */
    static List<String> names() {
        return LISTED.stream().sorted().toList();
    }

    private static Set<String> listed() {
        return lines("languages").stream()
                .filter(it -> !it.startsWith("#") && !it.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    static List<String> lines(String name) {
        try (InputStream file = Language.class.getResourceAsStream(FOLDER + name + ".txt")) {
            if (file == null) throw new IllegalStateException("the word list " + name + " is missing");
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
