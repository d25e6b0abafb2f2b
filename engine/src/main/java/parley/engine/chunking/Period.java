package parley.engine.chunking;

/** Judges a single period by the word before it: the end of a sentence, or of a short form, an initial or an ordinal. */
final class Period {
    private static final int LONGEST_ORDINAL = 2;
    private static final int LONGEST_WORD = 16;

    private final Window window;
    private final Language language;
    private final Token token;
    private final Reading reading;
    private boolean read;

    Period(Window window, Language language) {
        this.window = window;
        this.language = language;
        this.token = new Token(window, language);
        this.reading = new Reading(window, language);
    }

    /** Reads the word before the period at a place. */
    void read(int place) {
        boolean apart = Glyph.of(window.at(place - 1)) == Glyph.SPACE && Glyph.isWord(window.at(place - 2));
        token.read(apart ? place - 1 : place);
        read = true;
    }

    /** There is no single period to judge. */
    void none() {
        read = false;
    }

    boolean isTitle() {
        return read && token.is(Words.TITLE) && !token.is(Words.MAYBE);
    }

    boolean isNever() {
        return isTitle() || (read && token.is(Words.NEVER));
    }

    /** Whether the word is complete in itself, so that the sentence can be taken as done where no more comes. */
    boolean isDone() {
        if (!read) return true;
        int open = Words.TITLE | Words.NUMBER | Words.NEVER | Words.MONTH | Words.DAY;
        return !token.is(open) && !token.isNumber() && !(token.isLetter() && token.first() != 'I');
    }

    /** Whether a word of its own stands there, be it short for something. */
    boolean isComplete() {
        return isOrdinary() || (!isNever() && token.is(Words.NUMBER | Words.LAST));
    }

    boolean isOrdinary() {
        if (!read) return true;
        int shortened = Words.TITLE | Words.NEVER | Words.MAYBE | Words.NUMBER | Words.TIME | Words.MONTH;
        return !token.is(shortened) && !token.isLetter() && !token.isInitials();
    }

    boolean endsBeforeDigit() {
        if (!read) return true;
        int counted = Words.NUMBER | Words.MONTH | Words.DAY | Words.TITLE | Words.NEVER | Words.MAYBE;
        if (token.is(counted)) return false;
        if (token.is(Words.TIME)) return true;
        if (token.is(Words.UNIT)) return Glyph.of(window.at(token.start() - 2)) != Glyph.DIGIT;
        return !token.isInitials() && (!token.isLetter() || isLabelled());
    }

    /** The number before the period where it goes on with a list in the middle of the text; 0 otherwise. */
    int counted(Passage passage) {
        int number = read ? token.number() : 0;
        if (number == 0) return 0;
        boolean first = passage.isParted() && token.start() == passage.start();
        first |= window.at(token.start() - 1) == ' ' && window.at(token.start() - 2) == ':';
        if (number == 1 && first) return number;
        return number > 1 && number == passage.counted() + 1 ? number : 0;
    }

    /** Before a capital, or a letter of a script without case. */
    boolean endsBefore(Ending ending, Passage passage) {
        if (!read) return true;
        if (counted(passage) > 0) return false;
        int place = ending.following().letter();
        boolean bare = Glyph.of(window.at(place)) == Glyph.BARE;
        if (token.isLetter() && window.at(place + 1) == '.') return false;
        if (token.is(Words.TIME)) return endsTime(place, passage);
        if (token.is(Words.LAST | Words.UNIT)) return true;
        if (token.is(Words.MONTH | Words.DAY)) return opens(place);
        if (token.is(Words.MAYBE)) return opens(place);
        if (token.is(Words.NUMBER)) return !isRoman(place);
        if (token.isInitials() || (bare && token.isDotted())) return !bare && opens(place);
        if (token.isLetter()) return endsLetter(place, bare);
        if (token.isNumber()) return endsNumber(place, passage);
        return !(language.ordinals() && token.isRoman() && token.length() > 1) || opens(place);
    }

    private boolean opens(int place) {
        return reading.isWord(place, Words.OPENER);
    }

    private boolean endsTime(int place, Passage passage) {
        int follows = Words.ZONE | Words.DAY | Words.MONTH | Words.FULL_MONTH;
        int bits = leads(passage) ? reading.word(place, follows | Words.OPENER) : reading.word(place, follows);
        if (Words.is(bits, Words.ZONE | Words.DAY | Words.MONTH | Words.FULL_MONTH)) return false;
        return Words.is(bits, Words.OPENER) || !leads(passage);
    }

    private boolean leads(Passage passage) {
        return passage.isParted() ? passage.isLed() : reading.isWord(passage.content(), Words.LEAD);
    }

    /** Notes whether the sentence leads on, before its first part is told. */
    void remember(Passage passage) {
        if (!passage.isParted()) passage.led(passage.hasContent() && leads(passage));
    }

    private boolean endsLetter(int place, boolean bare) {
        if (bare) return false;
        boolean small = Glyph.of(token.first()) == Glyph.LOWER;
        return (!small && isLabelled()) || opens(place);
    }

    /** {@code option B}, {@code you and I} */
    private boolean isLabelled() {
        int before = wordBefore(token.start());
        if (token.first() == 'I') return Words.is(before, Words.JOINT | Words.LABEL);
        return Words.is(before, Words.LABEL);
    }

    private boolean endsNumber(int place, Passage passage) {
        if (!language.ordinals() || token.length() > LONGEST_ORDINAL) return true;
        int bits = reading.word(place, Words.MONTH | Words.FULL_MONTH | Words.OPENER);
        if (Words.is(bits, Words.MONTH | Words.FULL_MONTH)) return false;
        if (Words.is(bits, Words.OPENER)) return true;
        return token.start() > passage.content() && !Words.is(wordBefore(token.start()), Words.ARTICLE);
    }

    private boolean isRoman(int place) {
        int at = place;
        while ("IVXLC".indexOf(window.at(at)) >= 0 && at - place < LONGEST_WORD) at++;
        return at > place && !Glyph.isWord(window.at(at));
    }

    private int wordBefore(int place) {
        int end = place;
        while (Glyph.of(window.at(end - 1)) == Glyph.SPACE && place - end < LONGEST_ORDINAL) end--;
        int from = end;
        while (Glyph.isWord(window.at(from - 1)) && end - from < LONGEST_WORD) from--;
        return from == end ? 0 : reading.word(from, Words.JOINT | Words.LABEL | Words.ARTICLE);
    }

    /** Whether the word before a call is a name that ends in it. */
    boolean isShout(int place) {
        int from = place;
        while (Glyph.of(window.at(from - 1)) == Glyph.SPACE && place - from < LONGEST_ORDINAL) from--;
        int end = from;
        while (Glyph.isWord(window.at(from - 1)) && end - from < LONGEST_WORD) from--;
        return from < end && reading.isWord(from, Words.SHOUT);
    }
}
