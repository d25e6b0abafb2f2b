package parley.engine.moderation;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Text as a list of words is compared with: without case and width and what is not seen, white space as one space, and
 * an edge on both sides of each word, so that a word is found as a whole or not at all. In scripts that put no space
 * between words there are no edges. Three single letters or more with the same mark between each are one word.
 */
final class Folding {
    /** Where a word begins or ends; no code point. */
    static final int EDGE = -1;

    /** Letters with marks between them that make a word: two of them are often an abbreviation. */
    private static final int SPELLED = 3;

    /** From one spelled letter to the next: an edge, the letter, an edge, a mark. */
    private static final int STRIDE = 4;

    private static final int GRAPHEME_JOINER = 0x34F;
    private static final Set<UnicodeScript> SPACELESS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);
    private static final Set<UnicodeScript> SHARED = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

    private enum Kind {
        NOTHING,
        SPACE,
        MARK,
        WORD,
        SPACELESS
    }

    private final IntStream.Builder symbols = IntStream.builder();
    private Kind last = Kind.NOTHING;

    private Folding() {}

    static int[] of(String text) {
        Folding folding = new Folding();
        plain(text).codePoints().forEach(folding::take);
        folding.edge();
        return joined(folding.symbols.build().toArray());
    }

    /** Upper case comes first, since some letters share it that have several lower ones. */
    private static String plain(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().filter(it -> !isUnseen(it)).forEach(seen::appendCodePoint);
        String upper = Normalizer.normalize(seen, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder lower = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private static boolean isUnseen(int letter) {
        return Character.getType(letter) == Character.FORMAT
                || letter == GRAPHEME_JOINER
                || (letter >= 0xFE00 && letter <= 0xFE0F)
                || (letter >= 0xE0100 && letter <= 0xE01EF);
    }

    private void take(int letter) {
        Kind kind = kind(letter);
        if (kind == Kind.SPACE) {
            edge();
            if (last != Kind.SPACE) symbols.add(' ');
        } else {
            if (kind != last) edge();
            if (kind == Kind.WORD && last != Kind.WORD) symbols.add(EDGE);
            symbols.add(letter);
        }
        last = kind;
    }

    /** Ends the word that was begun, if any. */
    private void edge() {
        if (last == Kind.WORD) symbols.add(EDGE);
    }

    private Kind kind(int letter) {
        if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) return Kind.SPACE;
        if (Character.isDigit(letter)) return Kind.WORD;
        if (!Character.isLetter(letter) && !isAccent(letter)) return Kind.MARK;
        UnicodeScript script = UnicodeScript.of(letter);
        if (SPACELESS.contains(script)) return Kind.SPACELESS;
        return last == Kind.SPACELESS && SHARED.contains(script) ? Kind.SPACELESS : Kind.WORD;
    }

    private static boolean isAccent(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static int[] joined(int[] symbols) {
        int[] joined = new int[symbols.length];
        int size = 0;
        for (int place = 0; place < symbols.length; ) {
            int letters = spelled(symbols, place);
            if (letters < SPELLED) {
                joined[size++] = symbols[place++];
                continue;
            }
            joined[size++] = EDGE;
            for (int letter = 0; letter < letters; letter++) joined[size++] = symbols[place + letter * STRIDE + 1];
            joined[size++] = EDGE;
            place += letters * STRIDE - 1;
        }
        return Arrays.copyOf(joined, size);
    }

    /** How many letters are spelled from here on. */
    private static int spelled(int[] symbols, int place) {
        int letters = 0;
        for (int at = place; isSingle(symbols, at) && (letters == 0 || isSameMark(symbols, place, at)); at += STRIDE)
            letters++;
        return letters;
    }

    private static boolean isSingle(int[] symbols, int at) {
        return at + 2 < symbols.length
                && symbols[at] == EDGE
                && Character.isLetter(symbols[at + 1])
                && symbols[at + 2] == EDGE;
    }

    private static boolean isSameMark(int[] symbols, int place, int at) {
        int mark = symbols[at - 1];
        return mark != ' ' && mark == symbols[place + STRIDE - 1] && !Character.isLetterOrDigit(mark);
    }
}
