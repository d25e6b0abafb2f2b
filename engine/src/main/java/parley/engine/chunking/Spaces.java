package parley.engine.chunking;

/** What spaces and line ends mean: in scripts that part sentences by spaces, in wrapped lines, and after bold words. */
final class Spaces {
    private static final int LONGEST_RUN_IN = 24;
    private static final int MOST_RUN_IN = 2;
    private static final int LONGEST_FINAL = 8;
    private static final int LONG_SPACELESS = 40;
    private static final int VERY_LONG_SPACELESS = 50;

    private final Window window;
    private final Reading reading;
    private final Lexicon words;
    private final Dictionary dictionary;

    Spaces(Window window, Language language, Dictionary dictionary) {
        this.window = window;
        this.dictionary = dictionary;
        this.words = language.words();
        this.reading = new Reading(window, language);
    }

    /** Whether the writer stands before a space without the capital that is due, as in {@code so i went}. */
    boolean isSmallSelf(int space) {
        if (window.at(space - 1) != 'i' || Glyph.of(window.at(space - 2)) != Glyph.SPACE) return false;
        return Words.is(words.bits(words.step(Lexicon.ROOT, 'i'), false), Words.SELF);
    }

    /** Whether a space ends a sentence in Thai, Lao or Khmer: after a polite particle, before a word that
     * turns, and wherever a speaker had to take breath by now. */
    boolean endsSentence(Passage passage, Ending ending) {
        int space = ending.start();
        if (!Glyph.isSpaceless(window.at(space - 1))) return false;
        if (isFinal(space)) return true;
        int length = space - passage.start();
        if (length >= VERY_LONG_SPACELESS && Glyph.isSpaceless(window.at(ending.next()))) return true;
        return length >= LONG_SPACELESS && Words.is(reading.beginning(ending.next()), Words.OPENER);
    }

    private boolean isFinal(int end) {
        for (int from = end - LONGEST_FINAL; from < end - 1; from++) {
            int node = Lexicon.ROOT;
            for (int at = from; at < end && node != Lexicon.NOWHERE; at++) node = words.step(node, window.at(at));
            if (Words.is(words.bits(node, false), Words.FINAL)) return dictionary.beginsWord(from, end);
        }
        return false;
    }

    /** Whether a line was only wrapped: it ends in a space, or in a word that cannot end anything. */
    boolean isCarried(Passage passage, Ending ending) {
        if (ending.lines() != 1) return false;
        char before = window.at(ending.start() - 1);
        if (Glyph.isIdeographic(before)) return isCarrier(before) && Glyph.isIdeographic(window.at(ending.next()));
        if (Glyph.of(before) != Glyph.SPACE || ending.start() - passage.start() < 2) return false;
        char last = window.at(ending.start() - 2);
        if (!Glyph.isWord(last) && last != ',') return false;
        return ending.following().hasBracket() || (Glyph.of(window.at(ending.next())) == Glyph.LOWER);
    }

    private boolean isCarrier(char it) {
        return Words.is(words.bits(words.step(Lexicon.ROOT, it), false), Words.CARRIED);
    }

    /** Whether a line opens with a few bold words, which the rest of the line explains. */
    boolean isRunIn(Passage passage, Ending ending) {
        if (!passage.isBold() || ending.lines() > 0 || !ending.isClosed()) return false;
        int at = ending.end();
        return window.at(at - 1) == '*'
                && window.at(at - 2) == '*'
                && window.at(at - 3) != '*'
                && hasFewWords(passage.content(), ending.start())
                && window.at(ending.next()) != Window.END;
    }

    private boolean hasFewWords(int from, int to) {
        if (to - from > LONGEST_RUN_IN) return false;
        int words = 1;
        for (int at = from; at < to; at++) if (Glyph.isGap(window.at(at))) words++;
        return words <= MOST_RUN_IN;
    }

    /** Whether all of a chunk, up to a place, stands between single asterisks. */
    boolean isAction(Passage passage, int end) {
        int from = passage.start();
        while (from < passage.content() && Glyph.isGap(window.at(from))) from++;
        int to = end;
        while (to > from && Glyph.isGap(window.at(to - 1))) to--;
        if (to - from < 3 || window.at(from) != '*' || window.at(to - 1) != '*') return false;
        return window.at(from + 1) != '*' && window.at(to - 2) != '*';
    }
}
