package parley.engine.chunking;

/** What stands after the end of a sentence: space, and what opens the next words up to their first letter. */
final class Following {
    private static final int MOST_SPACES = 64;
    private static final int MOST_OPENERS = 12;
    private static final int UNREAD = -1;
    /** So many line ends part paragraphs, whatever follows; space after them belongs to the next. */
    private static final int BLANK_LINE = 2;

    private final Window window;
    private final Markup markup;

    private int next;
    private int lines;
    private int letter;
    private boolean dash;
    private boolean bracket;
    private boolean star;

    Following(Window window, Markup markup) {
        this.window = window;
        this.markup = markup;
    }

    /** Reads the space at a place. */
    void read(int place) {
        letter = UNREAD;
        lines = 0;
        int at = place;
        for (; lines < BLANK_LINE && at - place < MOST_SPACES; at++) {
            char it = window.at(at);
            if (!Glyph.isGap(it)) break;
            if (it == '\n' || (it > '\r' && Glyph.of(it) == Glyph.NEWLINE)) lines++;
        }
        next = at;
    }

    /** After the space, where the next chunk would begin. */
    int next() {
        return next;
    }

    /** How many line ends stand in the space. */
    int lines() {
        return lines;
    }

    /** Where the next words have their first letter. */
    int letter() {
        readOpening();
        return letter;
    }

    boolean hasDash() {
        readOpening();
        return dash;
    }

    boolean hasBracket() {
        readOpening();
        return bracket;
    }

    boolean hasStar() {
        readOpening();
        return star;
    }

    /** Only when asked, since the letter may be far. */
    private void readOpening() {
        if (letter != UNREAD) return;
        dash = bracket = star = false;
        int at = next;
        for (int after = past(at); after > at && at - next < MOST_OPENERS; after = past(at)) at = after;
        letter = at;
    }

    private int past(int at) {
        char it = window.at(at);
        byte kind = Glyph.of(it);
        bracket |= kind == Glyph.OPEN;
        dash |= kind == Glyph.DASH;
        star |= it == '*';
        return switch (kind) {
            case Glyph.OPEN, Glyph.QUOTE, Glyph.MARKUP, Glyph.DASH, Glyph.INVISIBLE -> at + 1;
            case Glyph.SPACE -> at > next ? at + 1 : at;
            case Glyph.ANGLE -> markup.pastTag(at);
            default -> it == '¿' || it == '¡' ? at + 1 : at;
        };
    }
}
