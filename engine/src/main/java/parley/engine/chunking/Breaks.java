package parley.engine.chunking;

/** The places where a long sentence can be cut, best kinds first, and the rule for a first chunk that comes early. */
final class Breaks {
    /** Fewer letters would be said before the next clause is there. */
    private static final int EARLY = 10;

    private static final int EARLY_WIDE = 5;
    private static final int EARLY_LISTED = 10;
    private static final int EARLY_QUOTED = 14;
    private static final int SHORT_ASIDE = 12;
    private static final int LONG = 44;
    private static final int LONGER = 60;
    private static final int VERY_LONG = 110;
    private static final int LONGEST_NAME = 24;

    private final Window window;
    private final ChunkerOptions options;
    private final Reading reading;
    private final Dictionary dictionary;
    private int strong;
    private int comma;
    private int space;

    Breaks(Window window, Language language, ChunkerOptions options, Dictionary dictionary) {
        this.dictionary = dictionary;
        this.window = window;
        this.options = options;
        this.reading = new Reading(window, language);
    }

    void begin() {
        strong = comma = space = 0;
    }

    /** A sentence that ends within a quotation, a semicolon or a dash. */
    void strong(int place) {
        strong = place;
    }

    void comma(int place) {
        comma = place;
    }

    void space(int place) {
        space = place;
    }

    /** Where to cut a passage that has grown to a place; 0 while it may grow. */
    int place(Passage passage, int at) {
        int soft = passage.isWide() ? options.softWide() : options.soft();
        int hard = passage.isWide() ? options.hardWide() : options.hard();
        int length = at - passage.start();
        if (length < soft) return 0;
        int least = passage.start() + soft / 3;
        if (strong >= least) return strong;
        if (comma >= least) return comma;
        if (length < hard) return 0;
        if (space >= least) return space;
        if (Glyph.isSpaceless(window.at(at - 1))) return dictionary.lastWord(at);
        return Glyph.of(window.at(at)) == Glyph.JOINED && length < ChunkerOptions.LONGEST ? 0 : at;
    }

    /** Whether the first chunk may end after the pause at a place, before which the passage stands. */
    boolean early(int pause, Passage passage, Ending ending) {
        if (!options.earlyClause() || ending.lines() > 0) return false;
        int next = ending.next();
        char it = window.at(pause);
        if (it == '：' || it == '·') return false;
        boolean wide = Glyph.isWide(it);
        int letters = passage.letters();
        if (letters < (it == '、' ? EARLY_LISTED : wide ? EARLY_WIDE : EARLY))
            return it == ',' && isSaidAlone(passage, pause, next);
        if (wide) return true;
        if (isDigit(next) && (it != ':' || (isDigit(pause - 1) && !isItem(next)))) return false;
        return window.at(next) != Window.END && !isAddressed(next);
    }

    /** Whether the first chunk may end before the bracket at a place, within which more than a short word stands; one after a number often only says it again. */
    boolean earlyBracket(int bracket, int letters) {
        if (!options.earlyClause() || letters < EARLY_QUOTED || window.at(bracket) != '(') return false;
        if (!Glyph.isGap(window.at(bracket - 1)) || !Glyph.isLetter(window.at(bracket - 2))) return false;
        for (int at = bracket + 1; at - bracket <= SHORT_ASIDE; at++) if (window.at(at) == ')') return false;
        return Glyph.isLetter(window.at(bracket + 1));
    }

    /** Whether the first word is one that could as well be a sentence, as in {@code Sure, here it is}, and not the first of a list. */
    private boolean isSaidAlone(Passage passage, int pause, int next) {
        if (!reading.isWord(passage.content(), Words.ALONE) || reading.end() != pause) return false;
        int at = pastName(next);
        return at > next && at - next < LONGEST_NAME && Glyph.isGap(window.at(at));
    }

    /** Whether the first chunk may end with a sentence within a quotation. */
    boolean earlyQuoted(int letters) {
        return options.earlyClause() && letters >= EARLY_QUOTED;
    }

    /** Whether one word follows and then the sentence ends: who is spoken to belongs to what is said. */
    private boolean isAddressed(int next) {
        int at = pastName(next);
        return Glyph.of(window.at(at)) == Glyph.MARK && at > next && !isDigit(next);
    }

    private int pastName(int place) {
        int at = place;
        while (at - place < LONGEST_NAME && Glyph.isWord(window.at(at))) at++;
        return at;
    }

    /** Whether the first item of a list within the line stands at a place. */
    private boolean isItem(int place) {
        char mark = window.at(place + 1);
        return (mark == '.' || mark == ')') && Glyph.isGap(window.at(place + 2));
    }

    /** Whether a first chunk without any pause may end before the word at a place. */
    boolean early(Passage passage, int next) {
        if (!options.earlyClause() || passage.isWide()) return false;
        int length = next - passage.start();
        if (length < LONG) return false;
        if (length >= VERY_LONG) return true;
        return reading.isWord(next, length >= LONGER ? Words.JOINT | Words.SEAM : Words.JOINT);
    }

    private boolean isDigit(int place) {
        return Glyph.of(window.at(place)) == Glyph.DIGIT;
    }
}
