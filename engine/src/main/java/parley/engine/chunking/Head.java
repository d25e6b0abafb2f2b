package parley.engine.chunking;

import java.util.ArrayList;
import java.util.List;
import parley.engine.chunking.TextChunk.Kind;

/** Where the scan stands, and the cuts it makes there. */
final class Head {
    private final Window window;
    private final Passage passage;
    private final Breaks breaks;

    private int at;
    private boolean fresh = true;
    private boolean lineStart = true;
    private boolean first = true;
    private List<TextChunk> told = List.of();

    Head(Window window, Passage passage, Breaks breaks) {
        this.window = window;
        this.passage = passage;
        this.breaks = breaks;
    }

    int at() {
        return at;
    }

    void move(int by) {
        at += by;
    }

    void to(int place) {
        at = place;
    }

    /** Whether no word of the chunk or of the line was read yet. */
    boolean isFresh() {
        return fresh;
    }

    boolean isLineStart() {
        return lineStart;
    }

    /** Whether nothing was told yet. */
    boolean isFirst() {
        return first;
    }

    /** What opens the line or the chunk was read; after the marks of a heading a number can follow. */
    void begun(boolean partly) {
        lineStart = false;
        fresh = partly;
    }

    void newLine() {
        fresh = lineStart = true;
    }

    /** The chunk ends at a place, and the next one begins there, perhaps as a line. */
    void cut(int place, boolean line) {
        tell(place);
        passage.begin(place);
        fresh = true;
        lineStart = line;
        at = place;
    }

    /** A part of the sentence ends at a place, which may lie behind; reading goes on where it stands. */
    void clause(int place) {
        Kind kind = passage.kind();
        passage.is(Kind.CLAUSE);
        tell(place);
        passage.goOn(place);
        if (kind == Kind.HEADING) passage.is(kind);
        for (int seen = place; seen < at; seen++) if (Glyph.isWord(window.at(seen))) passage.saw(window.at(seen), seen);
        at = Math.max(at, place);
    }

    /** A part of a table or of code is told, which goes on here. */
    void part() {
        Kind kind = passage.kind();
        tell(at);
        passage.begin(at);
        passage.is(kind);
    }

    /** What was told since this was last asked; without anything new, always the same empty list. */
    List<TextChunk> told() {
        List<TextChunk> chunks = told;
        told = List.of();
        return chunks;
    }

    private void tell(int end) {
        if (told.isEmpty()) told = new ArrayList<>(2);
        int start = passage.start();
        told.add(new TextChunk(passage.kind(), start, end, window.text(start, end)));
        first = false;
        breaks.begin();
        window.forget(end);
    }
}
