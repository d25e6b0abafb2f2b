package parley.engine.speech;

import java.util.Locale;
import java.util.Set;

/** The marks and short forms that tell the end of an English or a Chinese, Japanese or Korean sentence. */
final class Marks {
    static final String ENDS = ".!?…‽。！？｡";
    static final String CLOSERS = "\"'”’»›)]}」』）】》*_~`";
    static final String WIDE_CLAUSES = "，；：、";
    static final String CLAUSES = ",;:—–" + WIDE_CLAUSES;
    /** No short form is longer. */
    static final int LONGEST_WORD = 12;

    private static final Set<String> BEFORE_NAMES = Set.of(
            "dr", "mr", "mrs", "ms", "mx", "prof", "st", "mt", "ft", "gen", "col", "capt", "cmdr", "lt", "sgt", "rev",
            "hon", "gov", "sen", "rep", "pres", "vs", "cf", "viz", "approx", "ca", "messrs", "mme", "mlle");
    private static final Set<String> BEFORE_SMALL_LETTERS = Set.of(
            "etc", "inc", "ltd", "co", "corp", "bros", "jr", "sr", "dept", "est", "al", "a.m", "p.m", "ave", "blvd",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");
    private static final Set<String> BEFORE_NUMBERS = Set.of(
            "no", "nos", "fig", "figs", "vol", "p", "pp", "ch", "sec", "art", "eq", "jan", "feb", "mar", "apr", "jun",
            "jul", "aug", "sep", "sept", "oct", "nov", "dec");

    private Marks() {}

    /** Whether a period after the word shortens it, rather than ends a sentence, where {@code next} follows. */
    static boolean abbreviates(String marked, char next) {
        String word = bare(marked);
        String small = word.toLowerCase(Locale.ROOT);
        if (BEFORE_NAMES.contains(small)) return true;
        if (BEFORE_NUMBERS.contains(small) && Character.isDigit(next)) return true;
        if (BEFORE_SMALL_LETTERS.contains(small)) return Character.isLowerCase(next);
        return initials(word);
    }

    private static String bare(String word) {
        int from = 0;
        while (from < word.length() && !Character.isLetter(word.charAt(from))) from++;
        return word.substring(from);
    }

    /** {@code J}, {@code e.g} or {@code U.S}; but a lone {@code I} is the word. */
    private static boolean initials(String word) {
        if (word.length() == 1) return Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        if (word.length() % 2 == 0) return false;
        for (int at = 0; at < word.length(); at++) {
            char it = word.charAt(at);
            if (at % 2 == 0 ? !Character.isLetter(it) : it != '.') return false;
        }
        return true;
    }
}
