package parley.engine.chunking;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The language that a text is written in, by its script and, where several languages share that, by the frequent words and
 * the letters that only some of them have. No more than the first {@value #MOST} characters are read; the same text
 * always gives the same answer.
 */
public final class DetectedLanguage {
    /** What is answered where nothing is sure. */
    public static final String UNKNOWN = "und";

    private static final int MOST = 1000;
    private static final int LONGEST_WORD = 24;
    private static final int IDEOGRAPH = 3;

    /** How far ahead of all others a language must be: a third of a word that no other language has. */
    private static final int LEAD = Vocabulary.WEIGHT / 3;

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
            Map.entry(UnicodeScript.GURMUKHI, List.of("pa")),
            Map.entry(UnicodeScript.GUJARATI, List.of("gu")),
            Map.entry(UnicodeScript.TAMIL, List.of("ta")),
            Map.entry(UnicodeScript.TELUGU, List.of("te")),
            Map.entry(UnicodeScript.KANNADA, List.of("kn")),
            Map.entry(UnicodeScript.MALAYALAM, List.of("ml")),
            Map.entry(UnicodeScript.THAI, List.of("th")),
            Map.entry(UnicodeScript.LAO, List.of("lo")),
            Map.entry(UnicodeScript.KHMER, List.of("km")),
            Map.entry(UnicodeScript.MYANMAR, List.of("my")),
            Map.entry(UnicodeScript.GEORGIAN, List.of("ka")),
            Map.entry(UnicodeScript.ARMENIAN, List.of("hy", "hyw")),
            Map.entry(UnicodeScript.ETHIOPIC, List.of("am"))));

    private DetectedLanguage() {}

    /** Reads the words now rather than when they are first needed. */
    public static void load() {
        Vocabulary.get();
    }

    /** A BCP 47 tag, or {@link #UNKNOWN} where the text is too short or too mixed to tell. */
    public static String of(CharSequence text) {
        UnicodeScript script = script(text);
        List<String> languages = SCRIPTS.getOrDefault(script, List.of());
        if (languages.isEmpty() && script != UnicodeScript.LATIN) return UNKNOWN;
        // Beside Chinese, the others that are written with its characters are seldom met.
        return isShared(script) ? likeliest(text, languages) : languages.getFirst();
    }

    /**
     * The languages that the text can be in by its script, likeliest first; only one where it is surely not the first.
     * None for Latin letters.
     */
    public static List<String> byScript(CharSequence text) {
        List<String> languages = SCRIPTS.getOrDefault(script(text), List.of());
        if (languages.size() < 2) return languages;
        String likeliest = of(text);
        if (likeliest.equals(UNKNOWN)) return languages;
        return likeliest.equals(languages.getFirst()) ? languages : List.of(likeliest);
    }

    private static boolean isShared(UnicodeScript script) {
        return switch (script) {
            case LATIN, CYRILLIC, ARABIC, DEVANAGARI -> true;
            default -> false;
        };
    }

    /** The script of most letters; Japanese, where it is mixed with Chinese characters. */
    private static UnicodeScript script(CharSequence text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        for (int at = 0; at < Math.min(MOST, text.length()); at++) {
            char it = text.charAt(at);
            // A character that says as much as several letters counts for as many, so that a name among them does not
            // win.
            int weight = Glyph.isIdeographic(it) ? IDEOGRAPH : 1;
            if (Character.isLetter(it)) letters.merge(UnicodeScript.of(it), weight, Integer::sum);
        }
        UnicodeScript most = letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
        boolean kana = letters.containsKey(UnicodeScript.HIRAGANA) || letters.containsKey(UnicodeScript.KATAKANA);
        return kana && most == UnicodeScript.HAN ? UnicodeScript.HIRAGANA : most;
    }

    private static String likeliest(CharSequence text, List<String> languages) {
        Vocabulary vocabulary = Vocabulary.get();
        int[] votes = new int[Long.SIZE];
        int end = Math.min(MOST, text.length());
        for (int at = 0; at < end; ) {
            int from = at;
            while (at < end && isPart(text.charAt(at))) vocabulary.letter(text.charAt(at++), votes);
            if (at > from && at - from <= LONGEST_WORD)
                vocabulary.word(text.subSequence(from, at).toString().toLowerCase(Locale.ROOT), votes);
            if (at < end) vocabulary.letter(text.charAt(at++), votes);
        }
        if (!languages.isEmpty()) keep(languages, vocabulary, votes);
        return winner(votes, vocabulary);
    }

    /** Words in other scripts, such as names, have no say; the first language of a script is likely from the start. */
    private static void keep(List<String> languages, Vocabulary vocabulary, int[] votes) {
        for (int at = 0; at < vocabulary.size(); at++) {
            String language = vocabulary.language(at);
            if (!languages.contains(language)) votes[at] = 0;
            else if (language.equals(languages.getFirst())) votes[at] += LEAD;
        }
    }

    private static String winner(int[] votes, Vocabulary vocabulary) {
        int best = 0;
        for (int at = 1; at < votes.length; at++) if (votes[at] > votes[best]) best = at;
        int[] sorted = votes.clone();
        Arrays.sort(sorted);
        boolean sure = sorted[votes.length - 1] - sorted[votes.length - 2] >= LEAD;
        return sure ? vocabulary.language(best) : UNKNOWN;
    }

    private static boolean isPart(char it) {
        return Glyph.isWord(it) || Glyph.of(it) == Glyph.JOINED || it == '\'' || it == '’';
    }
}
