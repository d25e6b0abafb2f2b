package parley.engine.chunking;

/** Tells an opening quotation mark from a closing one, an apostrophe and an inch. */
final class Quoting {
    private final Window window;
    private final Language language;
    private final Enclosures enclosures;

    Quoting(Window window, Language language, Enclosures enclosures) {
        this.window = window;
        this.language = language;
        this.enclosures = enclosures;
    }

    /** Takes the quotation mark at a place of a chunk that starts at {@code start}; how many characters it has. */
    int take(int place, int start) {
        char it = window.at(place);
        char before = place > start ? window.at(place - 1) : ' ';
        if (it == '\'' && window.at(place + 1) == '\'')
            return Glyph.isGap(before) ? toggle('"', place, 2) : closes('"', 2);
        return switch (it) {
            case '"', '＂' -> straight(before, place);
            case '`' -> code(before, place);
            case '\'' -> single(before, place, start);
            case '’' -> closes(it, 1);
            case '”', '»', '«', '“' -> either(it, before, place);
            default -> opensOrCloses(it, place);
        };
    }

    /** Whether code is open, in which nothing else can open. */
    boolean inCode() {
        return enclosures.closer() == '`';
    }

    void open(char it, int place) {
        if (!inCode()) enclosures.enter(Enclosures.closerOf(it), place);
    }

    void close(char it) {
        if (!inCode()) closes(it, 1);
    }

    private int straight(char before, int place) {
        boolean open = enclosures.closedBy('"', enclosures.depth()) >= 0;
        char next = window.at(place + 1);
        if (window.starved()) return 0;
        byte kind = Glyph.of(next);
        if (kind == Glyph.BARE && Glyph.of(before) == Glyph.BARE && !Glyph.isWide(next)) return 1;
        boolean opens =
                Glyph.isWord(next) || (kind >= Glyph.OPEN && kind != Glyph.CLAUSE) || next == '¿' || next == '¡';
        if (open && opens && Glyph.isGap(before)) enclosures.leaveTo(enclosures.closedBy('"', enclosures.depth()));
        else if (open || (!opens && (!Glyph.isGap(next) || !Glyph.isGap(before)))) return closes('"', 1);
        enclosures.enter('"', place);
        return 1;
    }

    private int toggle(char closer, int place, int width) {
        if (enclosures.closedBy(closer, enclosures.depth()) >= 0) return closes(closer, width);
        enclosures.enter(closer, place);
        return width;
    }

    private int code(char before, int place) {
        int width = 1;
        while (width < 3 && window.at(place + width) == '`') width++;
        if (window.starved()) return 0;
        if (width == 2) return closes('"', width);
        boolean code = enclosures.closedBy('`', enclosures.depth()) >= 0 || width > 1;
        boolean stray = !code && (Glyph.isWord(before) || Glyph.isGap(window.at(place + width)));
        if (window.starved()) return 0;
        return stray ? 1 : toggle('`', place, width);
    }

    private int single(char before, int place, int start) {
        char next = window.at(place + 1);
        if (Glyph.isLetter(next) || next == '"' || next == '“') {
            boolean opens = mayOpen(before, place, start) && !clipped(place + 1);
            if (window.starved()) return 0;
            if (opens) enclosures.enter('\'', place);
            return 1;
        }
        if (window.starved()) return 0;
        return closes('\'', 1);
    }

    /** A quotation in single marks stands at the start or after a pause; anything else is an apostrophe. */
    private boolean mayOpen(char before, int place, int start) {
        if (!Glyph.isGap(before)) return Glyph.of(before) == Glyph.OPEN || before == '"' || before == '“';
        int at = place - 1;
        while (at > start && Glyph.isGap(window.at(at))) at--;
        if (at <= start) return true;
        byte kind = Glyph.of(window.at(at));
        return kind == Glyph.CLAUSE || kind == Glyph.DASH || kind == Glyph.QUOTE;
    }

    private boolean clipped(int place) {
        int node = Lexicon.ROOT;
        int at = place;
        for (; node != Lexicon.NOWHERE && Glyph.isLetter(window.at(at)); at++)
            node = language.words().step(node, window.at(at));
        return Words.is(language.words().bits(node, true), Words.CLIPPED);
    }

    private int either(char it, char before, int place) {
        if (enclosures.closedBy(it, enclosures.depth()) >= 0) return closes(it, 1);
        if (it == '«') return opensOrCloses(it, place);
        char next = window.at(place + 1);
        if (window.starved()) return 0;
        if (it == '“')
            return Glyph.isWord(before) && !Glyph.isWide(next) && !Glyph.isWord(next) ? 1 : opensOrCloses(it, place);
        if (!Glyph.isWord(before) && Glyph.isWord(next)) enclosures.enter(it == '»' ? '«' : it, place);
        return 1;
    }

    private int opensOrCloses(char it, int place) {
        char closer = Enclosures.closerOf(it);
        if (closer == 0) return closes(it, 1);
        enclosures.enter(closer, place);
        return 1;
    }

    private int closes(char it, int width) {
        int depth = enclosures.closedBy(it, enclosures.depth());
        if (depth >= 0) enclosures.leaveTo(depth);
        return width;
    }
}
