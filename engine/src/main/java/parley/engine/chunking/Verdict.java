package parley.engine.chunking;

/** Decides whether a sentence ends at an ending, by what stands before and after it. */
final class Verdict {
    private final Window window;
    private final Reading reading;
    private final Attribution attribution;
    private final Period period;
    private final Gluing gluing;

    Verdict(Window window, Language language) {
        this.window = window;
        this.reading = new Reading(window, language);
        this.attribution = new Attribution(window, language);
        this.period = new Period(window, language);
        this.gluing = new Gluing(window, language);
    }

    /** Whether the sentence that {@code passage} is in ends there, provided it is in no enclosure. */
    boolean ends(Ending ending, Passage passage) {
        if (ending.isPeriod() && !ending.isClosed()) period.read(ending.start());
        else period.none();
        if (ending.lines() > 0) return ending.lines() > 1 || !period.isTitle();
        byte next = Glyph.of(window.at(ending.next()));
        if (window.at(ending.next()) == Window.END) return period.isDone();
        if (ending.isOwn() || (ending.isWide() && ending.isSpaced()))
            return ending.isSpaced() && !isAttributed(ending, passage);
        if (ending.isWide() && ending.bracket() > passage.content()) return false;
        if (!ending.isSpaced()) return gluing.parts(ending) && !isAttributed(ending, passage);
        if (next == Glyph.CLAUSE || next == Glyph.CLOSE || period.isNever()) return false;
        if (isOpening(next, ending) && period.isOrdinary()) return true;
        return byLetter(ending, passage);
    }

    /** Whether a quotation, emphasis or a tag follows, of which no more needs to be seen. */
    private boolean isOpening(byte next, Ending ending) {
        if (next == Glyph.QUOTE || window.at(ending.next()) == '¿' || window.at(ending.next()) == '¡') return true;
        return (next == Glyph.MARKUP || next == Glyph.ANGLE) && !ending.isDots();
    }

    private boolean isAttributed(Ending ending, Passage passage) {
        char first = window.at(ending.next());
        boolean glued = !ending.isSpaced() && ending.isClosed();
        if (glued && Glyph.isWide(first) && attribution.isJoined(ending.next())) return true;
        if (!ending.isQuoted()) return false;
        if (Glyph.of(first) == Glyph.LOWER) return true;
        return Glyph.isLetter(first) && attribution.follows(ending.next(), ending.quotation() > passage.content());
    }

    private boolean byLetter(Ending ending, Passage passage) {
        char letter = window.at(ending.following().letter());
        return switch (Glyph.of(letter)) {
            case Glyph.LOWER -> beforeSmall(ending, passage);
            case Glyph.DIGIT -> beforeDigit(ending);
            case Glyph.UPPER, Glyph.BARE -> beforeCapital(ending, passage);
            default -> !ending.following().hasBracket() && period.isOrdinary();
        };
    }

    private boolean beforeSmall(Ending ending, Passage passage) {
        int at = ending.following().letter();
        if (isListed(ending) || (ending.isCall() && ending.isPictured())) return true;
        if (ending.following().hasStar() && !ending.isDots()) return true;
        if (ending.following().hasDash() || ending.following().hasBracket()) return false;
        if (Glyph.of(window.at(at + 1)) == Glyph.UPPER || Glyph.of(window.at(at + 2)) == Glyph.UPPER)
            return !ending.isDots() && period.isOrdinary();
        if (!ending.isQuoted() && period.isComplete() && reading.isWord(at, Words.SMALL)) return true;
        return passage.isCasual() && !ending.isDots() && !ending.isQuoted() && period.isComplete();
    }

    /** Whether an item such as {@code (b)} comes next. */
    private boolean isListed(Ending ending) {
        if (!ending.following().hasBracket() || window.at(ending.next()) != '(') return false;
        int at = ending.next() + 1;
        while (at - ending.next() < 5 && Glyph.isWord(window.at(at))) at++;
        return at > ending.next() + 1 && window.at(at) == ')';
    }

    private boolean beforeDigit(Ending ending) {
        if (isListed(ending)) return true;
        if (ending.isDots() || ending.following().hasBracket()) return false;
        if (ending.isCall() || ending.isClosed()) return true;
        return !ending.following().hasDash() && period.endsBeforeDigit();
    }

    private boolean beforeCapital(Ending ending, Passage passage) {
        if (ending.isDots() && ending.isQuoted() && ending.following().hasBracket()) return false;
        if (ending.isQuoted()) return !isAttributed(ending, passage);
        if (ending.isDots())
            return !isThought(ending) && !isI(ending.following().letter());
        if (!ending.isPeriod()) return !isShout(ending);
        return ending.isClosed() || period.endsBefore(ending, passage);
    }

    /** Whether nothing but a sound such as {@code hmm} stands before the dots in a script without case. */
    private boolean isThought(Ending ending) {
        return Glyph.of(window.at(ending.following().letter())) == Glyph.BARE && gluing.isFiller(ending);
    }

    /** Whether the next word is one that opens sentences. */
    boolean opens(Ending ending) {
        return Glyph.of(window.at(ending.following().letter())) == Glyph.UPPER
                && reading.isWord(ending.following().letter(), Words.OPENER);
    }

    /** Whether a new sentence can follow a pictograph: a word that opens sentences, or after space a script without case. */
    boolean opensAfterPicture(Ending ending) {
        return opens(ending) || (ending.isSpaced() && Glyph.isWide(window.at(ending.next())));
    }

    private boolean isI(int place) {
        return window.at(place) == 'I' && reading.isWord(place, Words.SELF);
    }

    /** Notes what a period that ended nothing tells of the periods after it. */
    void passed(Passage passage) {
        int number = period.counted(passage);
        if (number > 0) passage.counted(number);
    }

    /** Notes of the part of a sentence that is about to be told what its end will depend on. */
    void remember(Passage passage) {
        period.remember(passage);
    }

    private boolean isShout(Ending ending) {
        if (!ending.isCall() || ending.isClosed() || !period.isShout(ending.start())) return false;
        return !reading.isWord(ending.following().letter(), Words.OPENER);
    }
}
