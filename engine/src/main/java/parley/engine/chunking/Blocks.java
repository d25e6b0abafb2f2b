package parley.engine.chunking;

/** What a line is: prose, a heading, an item, or part of a table or of fenced code, which are told as a whole. */
final class Blocks {
    private static final int FENCE = 3;
    private static final int DEEPEST_HEADING = 6;
    private static final int MOST_SPACES = 64;

    private final Window window;
    private final Marker marker;
    private final Marker read;
    private final Marker inner;
    private TextChunk.Kind kind = TextChunk.Kind.SENTENCE;
    private char fence;

    Blocks(Window window) {
        this.window = window;
        this.marker = new Marker(window);
        this.read = new Marker(window);
        this.inner = new Marker(window);
    }

    /** What the line that was begun is. */
    TextChunk.Kind kind() {
        return kind;
    }

    boolean isProse() {
        return kind != TextChunk.Kind.CODE && kind != TextChunk.Kind.TABLE;
    }

    /** Reads how a line or a sentence begins at a place, and answers where its words begin. */
    int begin(int place, boolean lineStart) {
        if (!lineStart) return item(place, false);
        char first = window.at(place);
        int run = run(place, first, DEEPEST_HEADING + 1);
        boolean heading = first == '#' && run <= DEEPEST_HEADING && Glyph.isGap(window.at(place + run));
        if (window.starved()) return place;
        marker.none();
        kind = TextChunk.Kind.SENTENCE;
        if ((first == '`' || first == '~') && run >= FENCE) return fenced(place + run, first);
        if (first == '|') kind = TextChunk.Kind.TABLE;
        else if (heading) kind = TextChunk.Kind.HEADING;
        else return item(place, true);
        return heading ? place + run : place;
    }

    /** Whether bold words stand at a place. */
    boolean isBold(int place) {
        int at = place;
        while (Glyph.of(window.at(at)) == Glyph.SPACE && at - place < DEEPEST_HEADING) at++;
        return window.at(at) == '*' && window.at(at + 1) == '*';
    }

    private int fenced(int place, char mark) {
        kind = TextChunk.Kind.CODE;
        fence = mark;
        return place;
    }

    private int item(int place, boolean lineStart) {
        boolean there = read.read(place, lineStart)
                && (lineStart || kind == TextChunk.Kind.HEADING || read.opensWithinLine(marker));
        if (window.starved()) return place;
        if (!there) {
            if (kind == TextChunk.Kind.ITEM) kind = TextChunk.Kind.SENTENCE;
            return place;
        }
        int end = read.isBullet() ? pastNumber(read.end(), lineStart) : read.end();
        if (window.starved()) return place;
        marker.set(read);
        if (kind != TextChunk.Kind.HEADING) kind = read.isInitial() ? TextChunk.Kind.SENTENCE : TextChunk.Kind.ITEM;
        return end;
    }

    /** A number may stand after a bullet; the bullet is what goes on. */
    private int pastNumber(int place, boolean lineStart) {
        int at = place;
        while (Glyph.of(window.at(at)) == Glyph.SPACE && at - place < MOST_SPACES) at++;
        return inner.read(at, lineStart) && !inner.isBullet() && !inner.isInitial() ? inner.end() : place;
    }

    /** Whether the next item of the list that the chunk began stands at a place within the line. */
    boolean goesOn(int place) {
        return marker.isSet() && read.read(place, false) && read.follows(marker);
    }

    boolean isListed() {
        return marker.isSet();
    }

    void end() {
        if (kind == TextChunk.Kind.ITEM) kind = TextChunk.Kind.SENTENCE;
    }

    /** Reads on in a table or in code; where it ends, or 0 while it goes on. What is too long is told in parts. */
    int read(Head head, Passage passage, Ending ending) {
        int at = head.at();
        char it = window.at(at);
        if (Glyph.of(it) != Glyph.NEWLINE) {
            if (passage.length(at) >= ChunkerOptions.LONGEST && Glyph.of(it) != Glyph.JOINED) head.part();
            if (Glyph.isWord(it)) passage.saw(it, at);
            head.move(1);
            return 0;
        }
        boolean on = goesOnAfter(at);
        if (!on) ending.readAfter(kind == TextChunk.Kind.CODE ? pastFence(at) : at);
        if (window.starved()) return 0;
        if (!on) return ending.next();
        head.move(1);
        if (passage.length(head.at()) >= ChunkerOptions.LONGEST / 2) head.part();
        return 0;
    }

    /** Whether the table or the code goes on in the line after a newline. */
    private boolean goesOnAfter(int newline) {
        int at = newline + 1;
        while (Glyph.of(window.at(at)) == Glyph.SPACE && at - newline < MOST_SPACES) at++;
        if (kind == TextChunk.Kind.TABLE) return window.at(at) == '|';
        return run(at, fence, FENCE) < FENCE;
    }

    /** After the line that closes the code whose last line ends with a newline. */
    private int pastFence(int newline) {
        int at = newline + 1;
        while (!isLineEnd(at) && at - newline < MOST_SPACES) at++;
        return at;
    }

    private boolean isLineEnd(int place) {
        char it = window.at(place);
        return Glyph.of(it) == Glyph.NEWLINE || it == Window.END;
    }

    void over() {
        kind = TextChunk.Kind.SENTENCE;
    }

    private int run(int place, char of, int most) {
        int at = place;
        while (at - place < most && window.at(at) == of) at++;
        return at - place;
    }
}
