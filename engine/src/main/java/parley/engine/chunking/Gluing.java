package parley.engine.chunking;

/** Judges marks with no space after them: addresses and numbers go on, but scripts without spaces and slips do not. */
final class Gluing {
    private static final int SHORTEST_CLAUSE = 3;
    private static final int LONGEST_CLAUSE = 8;

    private final Window window;
    private final Reading reading;

    Gluing(Window window, Language language) {
        this.window = window;
        this.reading = new Reading(window, language);
    }

    /** Whether a new sentence begins right after the marks. */
    boolean parts(Ending ending) {
        char next = window.at(ending.end());
        char letter = window.at(ending.following().letter());
        if (ending.isWide()) return !isPause(next) && !isDecimal(ending, next);
        if (Glyph.isWide(letter) || Glyph.isWide(next)) return partsWide(ending, next);
        byte kind = Glyph.of(letter);
        if (kind == Glyph.BARE) return ending.isCall() || ending.isClosed();
        if (kind != Glyph.UPPER || ending.isDots()) return false;
        if (ending.isClosed()) return true;
        return ending.following().letter() == ending.end() && isSlip(ending);
    }

    private static boolean isPause(char it) {
        byte kind = Glyph.of(it);
        return kind == Glyph.CLAUSE || kind == Glyph.CLOSE;
    }

    private boolean isDecimal(Ending ending, char next) {
        return Glyph.of(next) == Glyph.DIGIT && Glyph.of(window.at(ending.start() - 1)) == Glyph.DIGIT;
    }

    private boolean partsWide(Ending ending, char next) {
        if (isPause(next)) return false;
        if (ending.isDots()) return !isFiller(ending);
        if (ending.isCall() || ending.isClosed()) return true;
        return Glyph.isWide(window.at(ending.start() - 1));
    }

    /** {@code word.Then}: a word or a number, and a whole word that can open a sentence. */
    private boolean isSlip(Ending ending) {
        byte before = Glyph.of(window.at(ending.start() - 1));
        if (before != Glyph.LOWER && before != Glyph.DIGIT) return false;
        boolean listed = reading.isWord(ending.following().letter(), Words.OPENER | Words.TITLE);
        if (!listed) return false;
        char after = window.at(reading.end());
        if (after == '.') return Glyph.isGap(window.at(reading.end() + 1));
        return Glyph.isGap(after) || after == '\'' || after == '’';
    }

    /** Whether the few letters before the dots are a sound of thinking, or too few to end anything. */
    boolean isFiller(Ending ending) {
        int from = ending.start();
        while (Glyph.isWord(window.at(from - 1)) && ending.start() - from < LONGEST_CLAUSE) from--;
        int letters = ending.start() - from;
        if (letters < SHORTEST_CLAUSE && Glyph.isIdeographic(window.at(from))) return true;
        return letters < LONGEST_CLAUSE && reading.isWord(from, Words.FILLER);
    }
}
