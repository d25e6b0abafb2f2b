package parley.engine.chunking;

/**
 * What stands around a place where a sentence may end: its marks, the closing quotes and brackets after them, references,
 * pictographs and space, and what follows. Reading changes nothing, so it can be done again.
 */
final class Ending {
    private static final int MOST_CLOSERS = 64;
    private static final int LONGEST_NOTE = 2;
    private static final int UNREAD = -1;

    private final Window window;
    private final Language language;
    private final Enclosures enclosures;
    private final Markup markup;
    private final Following following;

    private int start;
    private int end;
    private int depth;
    private int marks;
    private int bracket;
    private int quotation;
    private char last;
    private boolean own;
    private boolean dots;
    private boolean call;
    private boolean wide;
    private boolean quoted;
    private boolean closed;
    private boolean pictured;

    Ending(Window window, Language language, Enclosures enclosures, Markup markup) {
        this.window = window;
        this.language = language;
        this.enclosures = enclosures;
        this.markup = markup;
        this.following = new Following(window, markup);
    }

    /** Reads the ending whose first mark stands at a place. */
    void read(int place) {
        begin(place);
        readMarks(place);
        attach();
        following.read(end);
    }

    /** Reads what follows a place that has no mark of its own, such as a line or a pictograph. */
    void readAfter(int place) {
        begin(place);
        end = place;
        following.read(place);
    }

    private void begin(int place) {
        start = place;
        depth = enclosures.depth();
        bracket = quotation = UNREAD;
        marks = 0;
        last = 0;
        dots = call = wide = own = quoted = closed = pictured = false;
    }

    private void readMarks(int place) {
        int at = place;
        while (at - place < MOST_CLOSERS) {
            char it = window.at(at);
            if (Glyph.isEnd(it) || at == place || (marks > 0 && !closed && language.endsWith(it)))
                mark(window.at(at++));
            else if (it == ' ' && !closed && isSpacedMark(at)) mark(window.at((at += 2) - 1));
            else {
                int after = pastCloser(at, it);
                if (after == at) break;
                at = after;
            }
        }
        end = at;
    }

    private boolean isSpacedMark(int space) {
        char mark = window.at(space + 1);
        if (mark != '.' && mark != '!' && mark != '?') return false;
        char after = window.at(space + 2);
        return Glyph.isGap(after) || after == Window.END;
    }

    private void mark(char it) {
        marks++;
        byte kind = Glyph.of(it);
        wide |= kind == Glyph.WIDE_MARK;
        own |= !Glyph.isEnd(it);
        dots |= it == '…' || (it == '.' && last == '.');
        call |= kind == Glyph.MARK && it != '.' && it != '…';
        last = it;
    }

    private int pastCloser(int at, char it) {
        return switch (Glyph.of(it)) {
            case Glyph.INVISIBLE -> at + 1;
            case Glyph.CLOSE -> closes(it, at, 1, false);
            case Glyph.QUOTE -> pastQuote(at, it);
            case Glyph.MARKUP -> pastStars(at);
            case Glyph.ANGLE -> markup.isClosingTag(at) ? markup.pastTag(at) : at;
            case Glyph.SPACE -> pastSpacedQuote(at);
            default -> at;
        };
    }

    private int closes(char it, int at, int width, boolean quote) {
        int left = enclosures.closedBy(it, depth);
        if (left >= 0) {
            if (quote) quotation = enclosures.place(left);
            else bracket = enclosures.place(left);
            depth = left;
        }
        closed = true;
        quoted |= quote;
        return at + width;
    }

    private int pastQuote(int at, char it) {
        boolean twice = it == '\'' && window.at(at + 1) == '\'';
        int width = twice ? 2 : 1;
        while (it == '`' && width < 3 && window.at(at + width) == '`') width++;
        char closer = width == 2 ? '"' : it;
        if (enclosures.closedBy(closer, depth) >= 0) return closes(closer, at, width, it != '`');
        if (it == '`' || it == '«' || (Enclosures.closerOf(it) != 0 && it != '“')) return at;
        return Glyph.isWord(window.at(at + width)) ? at : closes(closer, at, width, true);
    }

    /** French and typewriters leave a space before the closing mark. */
    private int pastSpacedQuote(int at) {
        if (depth == 0) return at;
        char it = window.at(at + 1);
        boolean twice = it == '\'' && window.at(at + 2) == '\'';
        if (Glyph.of(it) != Glyph.QUOTE || enclosures.closedBy(twice ? '"' : it, depth) < 0) return at;
        char after = window.at(at + (twice ? 3 : 2));
        if (it != '»' && (Glyph.isWord(after) || Glyph.of(after) == Glyph.QUOTE)) return at;
        return closes(twice ? '"' : it, at, twice ? 3 : 2, true);
    }

    private int pastStars(int at) {
        int after = at;
        while (after - at < MOST_CLOSERS && Glyph.of(window.at(after)) == Glyph.MARKUP) after++;
        if (Glyph.isWord(window.at(after)) || Glyph.of(window.at(after)) == Glyph.OPEN) return at;
        closed = true;
        return after;
    }

    /** References, the number of a note, and pictographs go with the sentence before them. */
    private void attach() {
        int at = markup.pastReferences(window.at(end) == ' ' && window.at(end + 1) == '[' ? end + 1 : end);
        if (at > end + 1) end = at;
        note();
        boolean space = Glyph.of(window.at(end)) == Glyph.SPACE;
        int after = markup.pastSymbols(space ? end + 1 : end);
        if (after > end + 1 || (after > end && !space)) {
            pictured = true;
            end = after;
        }
    }

    private void note() {
        int at = pastNote(end);
        if (at == end) return;
        char before = window.at(start - 1);
        boolean word = Glyph.of(before) == Glyph.LOWER && Glyph.of(window.at(start - 2)) == Glyph.LOWER;
        if (!word && Glyph.of(before) != Glyph.CLOSE) return;
        end = at;
    }

    /** One or more numbers of notes, such as {@code .11 12} */
    private int pastNote(int place) {
        int at = place;
        while (at - place < LONGEST_NOTE && Glyph.of(window.at(at)) == Glyph.DIGIT) at++;
        if (at == place || Glyph.of(window.at(at)) != Glyph.SPACE) return place;
        if (at - end > MOST_CLOSERS || Glyph.of(window.at(at + 1)) != Glyph.DIGIT) return at;
        int more = pastNote(at + 1);
        return more > at + 1 ? more : at;
    }

    /** Where the first mark stands. */
    int start() {
        return start;
    }

    /** After the marks and all that goes with them. */
    int end() {
        return end;
    }

    /** What stands after it. */
    Following following() {
        return following;
    }

    /** After the space, where the next chunk would begin. */
    int next() {
        return following.next();
    }

    /** How many line ends stand in the space after it. */
    int lines() {
        return following.lines();
    }

    /** How many enclosures are still open after the closers. */
    int depth() {
        return depth;
    }

    /** One period and no other mark. */
    boolean isPeriod() {
        return marks == 1 && last == '.';
    }

    boolean isDots() {
        return dots && !call && !wide;
    }

    boolean isCall() {
        return call;
    }

    /** A mark that ends sentences in this language only. */
    boolean isOwn() {
        return own;
    }

    boolean isWide() {
        return wide;
    }

    /** Whether a quotation closes here. */
    boolean isQuoted() {
        return quoted;
    }

    /** Whether a quotation, a bracket or emphasis closes here. */
    boolean isClosed() {
        return closed;
    }

    /** Where the bracket that closes here was opened; before all places where none closes. */
    int bracket() {
        return bracket;
    }

    /** Where the quotation that closes here was opened. */
    int quotation() {
        return quotation;
    }

    /** Whether space or pictographs part it from what follows. */
    boolean isSpaced() {
        return pictured || following.next() > end;
    }

    /** Whether pictographs stand after the marks. */
    boolean isPictured() {
        return pictured;
    }
}
