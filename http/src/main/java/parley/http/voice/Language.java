package parley.http.voice;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The languages that a sentence can be in, the likeliest first, by its script. Latin letters and scripts that are not
 * listed tell nothing; then there are none.
 */
record Language(List<String> candidates) {
    /** Neither voice nor text says which. */
    static final Language ANY = new Language(List.of());

    /** What a voice calls its language when it speaks many of them. */
    private static final String MANY = "mul";

    private static final Pattern UKRAINIAN = Pattern.compile("[іїєґІЇЄҐ]");
    private static final Map<UnicodeScript, List<String>> SCRIPTS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    UnicodeScript.CYRILLIC, List.of("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tt", "ba", "cv")),
            Map.entry(UnicodeScript.GREEK, List.of("el", "grc")),
            Map.entry(UnicodeScript.HAN, List.of("zh", "yue", "hak", "ja")),
            Map.entry(UnicodeScript.HIRAGANA, List.of("ja")),
            Map.entry(UnicodeScript.KATAKANA, List.of("ja")),
            Map.entry(UnicodeScript.HANGUL, List.of("ko")),
            Map.entry(UnicodeScript.ARABIC, List.of("ar", "fa", "ur", "sd", "ug")),
            Map.entry(UnicodeScript.HEBREW, List.of("he")),
            Map.entry(UnicodeScript.DEVANAGARI, List.of("hi", "mr", "ne", "kok")),
            Map.entry(UnicodeScript.BENGALI, List.of("bn", "as", "bpy")),
            Map.entry(UnicodeScript.TAMIL, List.of("ta")),
            Map.entry(UnicodeScript.TELUGU, List.of("te")),
            Map.entry(UnicodeScript.THAI, List.of("th")),
            Map.entry(UnicodeScript.GEORGIAN, List.of("ka")),
            Map.entry(UnicodeScript.ARMENIAN, List.of("hy", "hyw")),
            Map.entry(UnicodeScript.ETHIOPIC, List.of("am"))));

    Language {
        candidates = List.copyOf(candidates);
    }

    /** The language that is asked for where one is, else what the script of most letters tells. */
    static Language of(String text, String asked) {
        return asked.isEmpty() ? ofScript(text) : new Language(List.of(primary(asked)));
    }

    private static Language ofScript(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(it -> letters.merge(UnicodeScript.of(it), 1, Integer::sum));
        // A Japanese sentence has more Chinese characters than others at times, a Chinese one no others at all.
        if (letters.containsKey(UnicodeScript.HIRAGANA) || letters.containsKey(UnicodeScript.KATAKANA))
            return new Language(SCRIPTS.getOrDefault(UnicodeScript.HIRAGANA, List.of()));
        UnicodeScript most = letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
        if (most == UnicodeScript.CYRILLIC && UKRAINIAN.matcher(text).find()) return new Language(List.of("uk"));
        return new Language(SCRIPTS.getOrDefault(most, List.of()));
    }

    boolean isKnown() {
        return !candidates.isEmpty();
    }

    /** The language of a voice. */
    static Language ofVoice(String tag) {
        return tag.equals(MANY) || tag.equals("und") ? ANY : new Language(List.of(primary(tag)));
    }

    /** Whether a voice of that language can read it. */
    boolean suits(String voiceTag) {
        return !isKnown() || voiceTag.equals(MANY) || candidates.contains(primary(voiceTag));
    }

    private static String primary(String tag) {
        String first = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return switch (first) {
            case "cmn" -> "zh";
            case "nb", "nn" -> "no";
            case "iw" -> "he";
            default -> first;
        };
    }
}
