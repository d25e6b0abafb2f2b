package parley.engine.chunking;

/** The word that stands before a period: what it can be, and its shape. Several spaced initials count as one word. */
final class Token {
    private static final int LONGEST = 24;
    private static final int SUFFIX = 3;
    private static final String ROMAN = "IVXLCM";

    private final Window window;
    private final Lexicon words;
    private final char[] letters = new char[LONGEST];

    private int start;
    private int length;
    private int bits;

    Token(Window window, Language language) {
        this.window = window;
        this.words = language.words();
    }

    /** Reads the word that ends before a place. */
    void read(int end) {
        length = 0;
        bits = 0;
        start = end;
        if (!prepend(end)) {
            length = 0;
            return;
        }
        while (isSingle() && joinsInitial()) if (!prepend(start - 2)) break;
        bits = bits(LONGEST - length);
        int apostrophe = LONGEST - 1;
        while (bits == 0 && apostrophe > LONGEST - length && letters[apostrophe] != '\'' && letters[apostrophe] != '’')
            apostrophe--;
        if (bits == 0 && apostrophe > LONGEST - length) bits = bits(apostrophe + 1);
        if (bits == 0 && length > SUFFIX && Words.is(bits(LONGEST - SUFFIX), Words.SUFFIX))
            bits = bits(LONGEST - SUFFIX);
    }

    private int bits(int from) {
        if (from >= LONGEST) return 0;
        int node = Lexicon.ROOT;
        for (int at = from; at < LONGEST; at++) node = words.step(node, letters[at]);
        return words.bits(node, Glyph.of(letters[from]) == Glyph.UPPER);
    }

    /** Puts the word that ends before a place in front of what was read; false where all is too long for a short form. */
    private boolean prepend(int end) {
        if (length > 0 && !put('.')) return false;
        int at = end;
        for (; isPart(window.at(at - 1)) || isGershayim(at - 1); at--) {
            if (end - at == LONGEST) return false;
            char it = window.at(at - 1);
            if (Glyph.of(it) != Glyph.INVISIBLE && !put(it)) return false;
        }
        start = at;
        return true;
    }

    private boolean put(char it) {
        if (length == LONGEST) return false;
        letters[LONGEST - ++length] = it;
        return true;
    }

    /** The mark in a Hebrew short form looks like a quotation mark. */
    private boolean isGershayim(int place) {
        return window.at(place) == '"'
                && Glyph.of(window.at(place - 1)) == Glyph.BARE
                && Glyph.of(window.at(place + 1)) == Glyph.BARE;
    }

    /** The number, or 0 where it is none. */
    int number() {
        int sum = 0;
        for (int at = LONGEST - length; isNumber() && length < 4 && at < LONGEST; at++)
            sum = sum * 10 + letters[at] - '0';
        return sum;
    }

    private static boolean isPart(char it) {
        return switch (Glyph.of(it)) {
            case Glyph.SPACE, Glyph.NEWLINE, Glyph.OPEN, Glyph.CLOSE, Glyph.MARKUP, Glyph.CLAUSE -> false;
            case Glyph.QUOTE -> it == '\'' || it == '’';
            case Glyph.MARK -> it == '.';
            case Glyph.WIDE_MARK -> false;
            default -> it != '/' && it != Window.END;
        };
    }

    /** Whether all of it is one letter, or was until more initials were put in front. */
    private boolean isSingle() {
        int first = LONGEST - length;
        return length > 0 && Glyph.isLetter(letters[first]) && (length == 1 || letters[first + 1] == '.');
    }

    private boolean joinsInitial() {
        return Glyph.of(window.at(start - 1)) == Glyph.SPACE
                && window.at(start - 2) == '.'
                && Glyph.isLetter(window.at(start - 3))
                && !Glyph.isWord(window.at(start - 4));
    }

    boolean is(int kinds) {
        return (bits & kinds) != 0;
    }

    int start() {
        return start;
    }

    boolean isLetter() {
        return length == 1 && Glyph.isLetter(letters[LONGEST - 1]);
    }

    char first() {
        return length == 0 ? Window.END : letters[LONGEST - length];
    }

    /** Letters with periods between them, such as {@code U.S} */
    boolean isInitials() {
        if (length < 3 || length % 2 == 0) return false;
        for (int at = 0; at < length; at++) {
            char it = letters[LONGEST - length + at];
            if (at % 2 == 0 ? !Glyph.isLetter(it) : it != '.') return false;
        }
        return true;
    }

    /** Of several parts with periods between them, in a script without case. */
    boolean isDotted() {
        boolean dotted = false;
        for (int at = LONGEST - length; at < LONGEST; at++) {
            if (letters[at] == '.') dotted = true;
            else if (!Glyph.isWord(letters[at]) || Glyph.isWide(letters[at])) return false;
        }
        return dotted && Glyph.of(first()) == Glyph.BARE;
    }

    boolean isNumber() {
        for (int at = LONGEST - length; at < LONGEST; at++) if (letters[at] < '0' || letters[at] > '9') return false;
        return length > 0;
    }

    boolean isRoman() {
        for (int at = LONGEST - length; at < LONGEST; at++) if (ROMAN.indexOf(letters[at]) < 0) return false;
        return length > 0;
    }

    int length() {
        return length;
    }
}
