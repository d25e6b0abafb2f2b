package parley.engine.chunking;

import java.util.List;
import parley.engine.chunking.TextChunk.Kind;

/** The one scan over the text. A step judges the next place and moves on, or leaves all as it was when it needs more text. */
final class Scan {
    private final Window window;
    private final Language language;
    private final Enclosures enclosures = new Enclosures();
    private final Passage passage = new Passage();
    private final Markup markup;
    private final Quoting quoting;
    private final Blocks blocks;
    private final Breaks breaks;
    private final Ending ending;
    private final Verdict verdict;
    private final Spaces spaces;
    private final Telling telling;

    private int at;
    private boolean fresh = true;
    private boolean lineStart = true;

    Scan(Window window, Language language, ChunkerOptions options) {
        this.window = window;
        this.language = language;
        this.markup = new Markup(window);
        this.quoting = new Quoting(window, language, enclosures);
        this.blocks = new Blocks(window);
        this.breaks = new Breaks(window, language, options);
        this.ending = new Ending(window, language, enclosures, markup);
        this.verdict = new Verdict(window, language);
        this.spaces = new Spaces(window, language);
        this.telling = new Telling(window);
    }

    /** Reads on as far as can be decided. */
    void run() {
        window.fed();
        while (at < window.end() && !window.starved()) step();
    }

    /** Hands over a sentence that is complete as far as can be seen, though more might belong to it. */
    void handOver() {
        if (at >= window.end() || !blocks.isProse()) return;
        char it = window.at(at);
        boolean line = Glyph.of(it) == Glyph.NEWLINE;
        if (!passage.hasContent() || (!line && !isEnd(it))) return;
        window.over(true);
        if (line) ending.readAfter(at);
        else ending.read(at);
        boolean done = ending.next() == window.end() && (line || (isOutside() && verdict.ends(ending, passage)));
        window.over(false);
        if (done) cut(ending.next());
    }

    /** The text is over: tells what is left. */
    void finish() {
        window.over(true);
        run();
        if (passage.start() < window.end()) cut(window.end());
    }

    /** What was cut since this was last asked. */
    List<TextChunk> told() {
        return telling.told();
    }

    private void step() {
        if (!blocks.isProse()) {
            block();
            return;
        }
        char it = window.at(at);
        byte kind = Glyph.of(it);
        if (fresh && kind != Glyph.SPACE && kind != Glyph.NEWLINE) {
            begin(it);
            return;
        }
        int over = breaks.place(passage, at);
        if (over > 0 && !window.starved()) clause(over);
        else if (kind <= Glyph.JOINED && kind != Glyph.OTHER) word(it, kind);
        else other(it, kind);
    }

    private void word(char it, byte kind) {
        if (kind != Glyph.JOINED) passage.saw(it, at);
        at++;
    }

    private void other(char it, byte kind) {
        switch (kind) {
            case Glyph.SPACE -> space();
            case Glyph.NEWLINE -> newline();
            case Glyph.MARK, Glyph.WIDE_MARK -> mark();
            case Glyph.CLAUSE, Glyph.DASH -> pause(it);
            case Glyph.QUOTE -> quote(it);
            case Glyph.OPEN -> quoting.open(it, at++);
            case Glyph.CLOSE -> close(it);
            case Glyph.ANGLE -> tag();
            case Glyph.SYMBOL -> symbol();
            default -> at++;
        }
    }

    private void begin(char it) {
        if (lineStart && it == '>') {
            at++;
            return;
        }
        int words = blocks.begin(at, lineStart);
        if (window.starved()) return;
        boolean bold = lineStart && blocks.isBold(words);
        if (window.starved()) return;
        passage.bold(bold);
        for (int place = at; place < words; place++)
            if (Glyph.isWord(window.at(place))) passage.saw(window.at(place), place);
        if (blocks.kind() != Kind.SENTENCE) passage.is(blocks.kind());
        fresh = lineStart = false;
        at = words;
    }

    private void mark() {
        ending.read(at);
        boolean ends = passage.hasContent()
                && isOutside()
                && verdict.ends(ending, passage)
                && !spaces.isRunIn(passage, ending);
        if (window.starved()) return;
        if (ends) {
            cut(ending.next());
            return;
        }
        boolean early = telling.isFirst() && passage.hasContent() && isEarly();
        if (window.starved()) return;
        enclosures.leaveTo(enclosures.depthAt(at, ending.depth()));
        if (isOutside()) verdict.passed(passage);
        else breaks.strong(ending.next());
        if (early) clause(ending.next());
        else at = ending.end();
    }

    /** Whether the first chunk can end with a sentence of a quotation that goes on. */
    private boolean isEarly() {
        return !isOutside()
                && ending.depth() == 1
                && enclosures.isQuotation()
                && breaks.earlyQuoted(passage.letters())
                && verdict.ends(ending, passage);
    }

    /** Whether no enclosure is open after the ending; a line's end closes all. */
    private boolean isOutside() {
        return ending.lines() > 0 || enclosures.depthAt(ending.start(), ending.depth()) == 0;
    }

    private void newline() {
        boolean carried = false;
        if (passage.hasContent()) {
            ending.readAfter(at);
            carried = spaces.isCarried(passage, ending);
            if (window.starved()) return;
            if (!carried) {
                cut(ending.next());
                return;
            }
        }
        enclosures.leaveTo(0);
        fresh = lineStart = true;
        at++;
    }

    private void space() {
        if (spaces.isSmallSelf(at)) passage.relax();
        if (fresh || !passage.hasContent()) {
            at++;
            return;
        }
        if (!(blocks.isListed() || telling.isFirst() || Glyph.isSpaceless(window.at(at - 1)))) {
            breaks.space(at + 1);
            at++;
            return;
        }
        ending.readAfter(at);
        boolean outside = enclosures.depthAt(at, enclosures.depth()) == 0;
        boolean line = ending.lines() > 0;
        boolean sentence = !line && outside && (blocks.goesOn(ending.next()) || spaces.endsSentence(passage, ending));
        boolean clause = !sentence && !line && telling.isFirst() && outside && breaks.early(passage, ending.next());
        if (window.starved()) return;
        if (sentence) cut(ending.next());
        else if (clause) clause(ending.next());
        else {
            breaks.space(ending.next());
            at = line ? at + 1 : ending.next();
        }
    }

    private void pause(char it) {
        if (isEnd(it)) {
            mark();
            return;
        }
        boolean smiley = Glyph.isGap(window.at(at - 1)) && markup.isSmiley(at);
        boolean gap = Glyph.isGap(window.at(at + 1)) || Glyph.isWide(it);
        if (window.starved()) return;
        if (smiley || !gap || it == '-') {
            at += smiley ? 2 : 1;
            return;
        }
        ending.readAfter(at + 1);
        boolean outside = enclosures.depthAt(at, enclosures.depth()) == 0;
        boolean early = telling.isFirst()
                && outside
                && ending.lines() == 0
                && breaks.early(at, passage.letters(), ending.next());
        if (window.starved()) return;
        if (early) {
            clause(ending.next());
            return;
        }
        if (outside && (it == ',' || it == '、')) breaks.comma(ending.next());
        else if (outside) breaks.strong(ending.next());
        at++;
    }

    private boolean isEnd(char it) {
        return Glyph.isEnd(it) || (language.endsWith(it) && !Glyph.isWord(window.at(at + 1)));
    }

    private void quote(char it) {
        if (quoting.inCode() && it != '`') {
            at++;
            return;
        }
        int before = enclosures.depth();
        boolean broken = before == 1 && Glyph.of(window.at(at - 1)) == Glyph.DASH;
        int width = quoting.take(at, passage.start());
        if (window.starved()) return;
        if (broken && enclosures.depth() == 0 && brokenOff(at + width)) return;
        at += width;
    }

    /** A speaker who is interrupted, as in {@code "But I--" The door fell shut.}, ends without a mark. */
    private boolean brokenOff(int after) {
        ending.readAfter(after);
        boolean ends = ending.isSpaced() && ending.lines() == 0 && verdict.opens(ending);
        if (window.starved()) {
            enclosures.enter('"', at);
            return true;
        }
        if (ends) cut(ending.next());
        return ends;
    }

    private void close(char it) {
        quoting.close(it);
        at++;
    }

    private void tag() {
        int after = markup.pastTag(at);
        if (!window.starved()) at = Math.max(at + 1, after);
    }

    /** A pictograph can end a sentence that has no mark, where the next word can open one. */
    private void symbol() {
        int after = Math.max(at + 1, markup.pastSymbols(at));
        ending.readAfter(after);
        boolean ends = passage.hasContent() && isOutside() && ending.lines() == 0 && verdict.opens(ending);
        if (window.starved()) return;
        if (ends) cut(ending.next());
        else at = after;
    }

    /** A line of a table or of code, told when all of it is there, or when it is too long to wait. */
    private void block() {
        char it = window.at(at);
        byte kind = Glyph.of(it);
        if (kind != Glyph.NEWLINE) {
            if (at - passage.start() >= ChunkerOptions.LONGEST && kind != Glyph.JOINED) part();
            if (Glyph.isWord(it)) passage.saw(it, at);
            at++;
            return;
        }
        boolean on = blocks.goesOnAfter(at);
        if (!on) ending.readAfter(blocks.kind() == Kind.CODE ? blocks.pastFence(at) : at);
        if (window.starved()) return;
        if (on) {
            at++;
            if (at - passage.start() >= ChunkerOptions.LONGEST / 2) part();
            return;
        }
        cut(ending.next());
        blocks.over();
        lineStart = true;
    }

    private void part() {
        Kind kind = passage.kind();
        cut(at);
        passage.is(kind);
        fresh = false;
    }

    private void clause(int place) {
        Kind kind = passage.kind();
        verdict.remember(passage);
        passage.is(Kind.CLAUSE);
        int resume = Math.max(at, place);
        boolean started = fresh;
        telling.tell(passage, place);
        breaks.begin();
        passage.goOn(place);
        if (kind == Kind.HEADING) passage.is(kind);
        for (int seen = place; seen < resume; seen++)
            if (Glyph.isWord(window.at(seen))) passage.saw(window.at(seen), seen);
        at = resume;
        fresh = started;
    }

    private void cut(int place) {
        if (passage.kind() == Kind.SENTENCE && spaces.isAction(passage, ending.end())) passage.is(Kind.ACTION);
        telling.tell(passage, place);
        breaks.begin();
        passage.begin(place);
        lineStart = ending.lines() > 0;
        fresh = true;
        blocks.end();
        enclosures.leaveTo(0);
        at = place;
    }
}
