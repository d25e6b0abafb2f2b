package parley.engine.lore;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where words begin and end, in any script. Scripts that put no blanks between words, and Korean, which ties its particles
 * to them, have no such places: there every place is as good as a word's end.
 */
final class Words {
    /** What a word is made of, inside a class of a pattern. */
    static final String LETTERS = "\\p{L}\\p{N}\\p{M}_";

    private static final char SIGMA = 'σ';
    private static final char FINAL_SIGMA = 'ς';
    private static final int FIRST_UNSPACED = 0x0E00;
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.JAVANESE,
            UnicodeScript.BALINESE);

    private Words() {}

    /** Whether no word goes on before this part of a text. */
    static boolean beginsAt(String text, int from) {
        return from == 0 || !joined(text.codePointBefore(from), text.codePointAt(from));
    }

    /** Whether no word goes on after this part of a text. */
    static boolean endsAt(String text, int to) {
        return to == text.length() || !joined(text.codePointAt(to), text.codePointBefore(to));
    }

    /** Whether it is more than one word, which is searched wherever it stands. */
    static boolean several(String key) {
        return key.codePoints().anyMatch(it -> Character.isWhitespace(it) || Character.isSpaceChar(it));
    }

    /** Without a difference between large and small letters, each for itself: a word folds as it does in a text. */
    static String folded(String text) {
        int at = 0;
        while (at < text.length() && fold(text.charAt(at)) == text.charAt(at)) at++;
        if (at == text.length()) return text;
        char[] folded = text.toCharArray();
        for (; at < folded.length; at++) folded[at] = fold(folded[at]);
        return new String(folded);
    }

    private static char fold(char letter) {
        if (letter < 128) return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
        return letter == FINAL_SIGMA ? SIGMA : Character.toLowerCase(letter);
    }

    static boolean unspaced(int letter) {
        return letter >= FIRST_UNSPACED && UNSPACED.contains(UnicodeScript.of(letter));
    }

    private static boolean joined(int outer, int inner) {
        return letter(outer) && !unspaced(outer) && !unspaced(inner);
    }

    private static boolean letter(int point) {
        if (point < 128) return point == '_' || Character.isLetterOrDigit(point);
        if (Character.isLetterOrDigit(point)) return true;
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
