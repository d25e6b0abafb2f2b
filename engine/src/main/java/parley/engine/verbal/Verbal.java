package parley.engine.verbal;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts the figures and signs of a sentence into the words of its language. Made once for each language, and safe to be
 * shared; takes time in proportion to the text.
 */
public final class Verbal {
    private static final Map<Key, Verbal> MADE = new ConcurrentHashMap<>();
    /** Scripts that are written without spaces, or join numbers and words: there a token may follow a letter at once. */
    private static final Set<UnicodeScript> JOINED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private static final String OPENERS = "-−+±~%$€£¥₽₹₩₺₴₪(&=×÷≈#½⅓⅔¼¾";

    /** Signs that are words wherever they stand, even between two letters. */
    private static final String ALWAYS = "&=×÷≈";

    private static final String WITHIN_FIGURES = ".,:/-";

    private final List<Reader> readers;

    private record Key(Tongue tongue, boolean digits) {}

    private Verbal(Tongue tongue, boolean digits) {
        readers = List.of(
                new Addresses(tongue.lexicon()),
                new Dates(tongue),
                new Times(tongue),
                new Codes(tongue),
                new Decades(tongue),
                new Amounts(tongue, digits),
                new Abbreviations(tongue.lexicon()),
                new Numbers(tongue, digits));
    }

    /**
     * For a language as a BCP 47 tag; empty where ICU has no numbers in words for it. With {@code digits} plain whole
     * numbers stay in figures, and everything around them goes into words.
     */
    public static Optional<Verbal> of(String language, boolean digits) {
        return Tongue.of(language).map(it -> MADE.computeIfAbsent(new Key(it, digits), _ -> new Verbal(it, digits)));
    }

    /** The text in words; what is no token, or one that is not understood, is left as it is. */
    public String words(String text) {
        StringBuilder words = new StringBuilder(text.length() * 2);
        int at = 0;
        while (at < text.length()) {
            Optional<Said> said = opens(text, at) ? read(text, at) : Optional.empty();
            if (said.isPresent()) {
                append(words, said.get().words());
                at = said.get().end();
                if (at < text.length() && isApart(text.codePointAt(at))) words.append(' ');
            } else {
                int next = pastWord(text, at);
                words.append(text, at, next);
                at = next;
            }
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String said) {
        if (said.isEmpty()) return;
        boolean apart = !words.isEmpty() && isApart(words.codePointBefore(words.length()));
        if (apart && isApart(said.codePointAt(0))) words.append(' ');
        words.append(said);
    }

    /** Whether it is part of a word that a space keeps apart from the next. */
    private static boolean isApart(int it) {
        return Character.isLetterOrDigit(it) && !isJoined(it);
    }

    private Optional<Said> read(String text, int at) {
        for (Reader reader : readers) {
            Optional<Said> said = reader.read(text, at);
            if (said.isPresent() && said.get().end() > at) return said;
        }
        return Optional.empty();
    }

    private static boolean opens(String text, int at) {
        int it = text.codePointAt(at);
        if (Character.isLetter(it)) return true;
        if (!Character.isDigit(it) && OPENERS.indexOf(it) < 0) return false;
        if (at == 0 || ALWAYS.indexOf(it) >= 0) return true;
        int before = text.codePointBefore(at);
        return Character.isDigit(it) || !Character.isLetterOrDigit(before) || isJoined(before);
    }

    /** Past the letters and digits that hang together, or past one character that is neither. */
    private static int pastWord(String text, int from) {
        int first = text.codePointAt(from);
        int at = from + Character.charCount(first);
        if (!Character.isLetterOrDigit(first)) return at;
        boolean joined = isJoined(first);
        while (at < text.length()) {
            int it = text.codePointAt(at);
            if (isWithinFigures(text, at)) {
                at++;
                continue;
            }
            if (!isPart(it) || isJoined(it) != joined || (joined && Character.isDigit(it))) break;
            at += Character.charCount(it);
        }
        return at;
    }

    /** A mark between two digits: a part of figures that is not understood makes no sense without the rest. */
    private static boolean isWithinFigures(String text, int at) {
        return WITHIN_FIGURES.indexOf(text.charAt(at)) >= 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }

    private static boolean isPart(int it) {
        return Character.isLetterOrDigit(it) || Character.getType(it) == Character.NON_SPACING_MARK || it == '_';
    }

    private static boolean isJoined(int it) {
        return JOINED.contains(UnicodeScript.of(it));
    }
}
