package parley.engine.chunking;

/** Tells whether what follows a quotation says who spoke, as in {@code "Where?" Mia whispered.} */
final class Attribution {
    private static final int LONGEST_WIDE = 8;

    private final Window window;
    private final Reading reading;

    Attribution(Window window, Language language) {
        this.window = window;
        this.reading = new Reading(window, language);
    }

    /** Judges the words at a place; {@code inside} where the quotation stands within its sentence, which so has its speaker. */
    boolean follows(int place, boolean inside) {
        char first = window.at(place);
        if (Glyph.isIdeographic(first)) return inWideText(place, inside);
        if (inside) return false;
        int bits = reading.word(place, Words.OPENER | Words.SELF | Words.SPEECH);
        if (Words.is(bits, Words.OPENER) && !Words.is(bits, Words.SELF)) return false;
        if (Words.is(bits, Words.SPEECH)) return true;
        int second = nextWord(place);
        if (second == place) return false;
        return speaks(second) || (isName(second) && speaks(nextWord(second)));
    }

    /** Whether a particle that marks what was said follows at once. */
    boolean isJoined(int place) {
        boolean kana = isKana(window.at(place));
        return (kana || !Glyph.isIdeographic(window.at(place))) && Words.is(reading.beginning(place), Words.SPEECH);
    }

    private static boolean isKana(char it) {
        return it >= '\u3041' && it <= '\u3096';
    }

    private boolean isName(int place) {
        return Glyph.of(window.at(place)) == Glyph.UPPER && nextWord(place) != place;
    }

    private boolean speaks(int place) {
        char first = window.at(place);
        if (Glyph.isWide(first)) return Words.is(reading.beginning(place), Words.SPEECH);
        return Glyph.of(first) == Glyph.LOWER && reading.isWord(place, Words.SPEECH);
    }

    /** Where the next word begins, one space on; the place itself where no word follows. */
    private int nextWord(int place) {
        int end = reading.pastWord(place);
        if (end == place || Glyph.of(window.at(end)) != Glyph.SPACE) return place;
        return Glyph.isLetter(window.at(end + 1)) ? end + 1 : place;
    }

    /** A name or a pronoun of a few characters and then the verb, or at once the particle that marks what was said. */
    private boolean inWideText(int place, boolean inside) {
        for (int at = place; at - place < (inside ? 1 : LONGEST_WIDE); at++) {
            char it = window.at(at);
            if (!Glyph.isIdeographic(it) || !Glyph.isLetter(it)) return false;
            if ((!isKana(it) || at == place) && Words.is(reading.beginning(at), Words.SPEECH)) return true;
        }
        return false;
    }
}
