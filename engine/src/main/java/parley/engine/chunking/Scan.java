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
    private final Head head;

    Scan(Window window, Language language, ChunkerOptions options) {
        this.window = window;
        this.language = language;
        this.markup = new Markup(window);
        this.quoting = new Quoting(window, language, enclosures);
        this.blocks = new Blocks(window);
        Dictionary dictionary = new Dictionary(window);
        this.breaks = new Breaks(window, language, options, dictionary);
        this.ending = new Ending(window, language, enclosures, markup);
        this.verdict = new Verdict(window, language);
        this.spaces = new Spaces(window, language, dictionary);
        this.head = new Head(window, passage, breaks);
    }

    /** Reads on as far as can be decided. */
    void run() {
        window.fed();
        while (head.at() < window.end() && !window.starved()) step();
    }

    /** Hands over a sentence that is complete as far as can be seen, though more might belong to it. */
    void handOver() {
        if (head.at() >= window.end() || !blocks.isProse()) return;
        char it = window.at(head.at());
        boolean line = Glyph.of(it) == Glyph.NEWLINE;
        if (!passage.hasContent() || (!line && !isEnd(it))) return;
        window.over(true);
        if (line) ending.readAfter(head.at());
        else ending.read(head.at());
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
        return head.told();
    }

    private void step() {
        if (!blocks.isProse()) {
            block();
            return;
        }
        char it = window.at(head.at());
        byte kind = Glyph.of(it);
        if (head.isFresh() && kind != Glyph.SPACE && kind != Glyph.NEWLINE) {
            begin(it);
            return;
        }
        int over = breaks.place(passage, head.at());
        if (over > 0 && !window.starved()) clause(over);
        else if (kind <= Glyph.JOINED && kind != Glyph.OTHER) word(it, kind);
        else other(it, kind);
    }

    private void word(char it, byte kind) {
        if (kind != Glyph.JOINED) passage.saw(it, head.at());
        head.move(1);
    }

    private void other(char it, byte kind) {
        switch (kind) {
            case Glyph.SPACE -> space();
            case Glyph.NEWLINE -> newline();
            case Glyph.MARK, Glyph.WIDE_MARK -> mark();
            case Glyph.CLAUSE, Glyph.DASH -> pause(it);
            case Glyph.QUOTE -> quote(it);
            case Glyph.OPEN -> open(it);
            case Glyph.CLOSE -> close(it);
            case Glyph.ANGLE -> tag();
            case Glyph.SYMBOL -> symbol();
            default -> head.move(1);
        }
    }

    private void begin(char it) {
        if (head.isLineStart() && it == '>') {
            head.move(1);
            return;
        }
        int words = blocks.begin(head.at(), head.isLineStart());
        if (window.starved()) return;
        boolean bold = head.isLineStart() && blocks.isProse() && blocks.isBold(words);
        if (window.starved()) return;
        passage.bold(bold);
        for (int place = head.at(); place < words; place++)
            if (Glyph.isWord(window.at(place))) passage.saw(window.at(place), place);
        if (blocks.kind() != Kind.SENTENCE) passage.is(blocks.kind());
        head.begun(head.isLineStart() && blocks.kind() == Kind.HEADING);
        head.to(words);
    }

    private void mark() {
        ending.read(head.at());
        boolean ends = passage.hasContent()
                && isOutside()
                && verdict.ends(ending, passage)
                && !spaces.isRunIn(passage, ending);
        if (window.starved()) return;
        if (ends) {
            cut(ending.next());
            return;
        }
        boolean early = head.isFirst() && passage.hasContent() && isEarly();
        if (window.starved()) return;
        enclosures.leaveTo(enclosures.depthAt(head.at(), ending.depth()));
        if (isOutside()) verdict.passed(passage);
        else breaks.strong(ending.next());
        if (early) clause(ending.next());
        else head.to(ending.end());
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
            ending.readAfter(head.at());
            carried = spaces.isCarried(passage, ending);
            if (window.starved()) return;
            if (!carried) {
                cut(ending.next());
                return;
            }
        }
        enclosures.leaveTo(0);
        head.newLine();
        head.move(1);
    }

    private void space() {
        if (spaces.isSmallSelf(head.at())) passage.relax();
        if (head.isFresh() || !passage.hasContent()) {
            head.move(1);
            return;
        }
        if (!(blocks.isListed() || head.isFirst() || Glyph.isSpaceless(window.at(head.at() - 1)))) {
            breaks.space(head.at() + 1);
            head.move(1);
            return;
        }
        ending.readAfter(head.at());
        boolean outside = enclosures.depthAt(head.at(), enclosures.depth()) == 0;
        boolean line = ending.lines() > 0;
        boolean sentence = !line && outside && (blocks.goesOn(ending.next()) || spaces.endsSentence(passage, ending));
        boolean clause = !sentence && !line && head.isFirst() && outside && breaks.early(passage, ending.next());
        if (window.starved()) return;
        if (sentence) cut(ending.next());
        else if (clause) clause(ending.next());
        else {
            breaks.space(ending.next());
            head.to(line ? head.at() + 1 : ending.next());
        }
    }

    private void pause(char it) {
        if (isEnd(it)) {
            mark();
            return;
        }
        boolean smiley = Glyph.isGap(window.at(head.at() - 1)) && markup.isSmiley(head.at());
        boolean line = Glyph.of(window.at(head.at() + 1)) == Glyph.NEWLINE;
        boolean gap = !line && (Glyph.isGap(window.at(head.at() + 1)) || Glyph.isWide(it));
        if (window.starved()) return;
        if (smiley || !gap || it == '-') {
            head.move(smiley ? 2 : 1);
            return;
        }
        ending.readAfter(head.at() + 1);
        boolean outside = enclosures.depthAt(head.at(), enclosures.depth()) == 0;
        boolean early = head.isFirst() && outside && breaks.early(head.at(), passage, ending);
        if (window.starved()) return;
        if (early) {
            clause(ending.next());
            return;
        }
        if (outside && (it == ',' || it == '、')) breaks.comma(ending.next());
        else if (outside) breaks.strong(ending.next());
        head.move(1);
    }

    private boolean isEnd(char it) {
        return Glyph.isEnd(it) || (language.endsWith(it) && !Glyph.isWord(window.at(head.at() + 1)));
    }

    private void quote(char it) {
        if (quoting.inCode() && it != '`') {
            head.move(1);
            return;
        }
        boolean broken = Glyph.of(window.at(head.at() - 1)) == Glyph.DASH && brokenOff(it);
        if (window.starved()) return;
        if (broken) {
            cut(ending.next());
            return;
        }
        int width = quoting.take(head.at(), passage.start());
        if (!window.starved()) head.move(width);
    }

    /** A speaker who is interrupted, as in {@code "But I--" The door fell shut.}, ends without a mark. */
    private boolean brokenOff(char closer) {
        if (enclosures.closedBy(closer, enclosures.depth()) != 0) return false;
        ending.readAfter(head.at() + 1);
        return ending.isSpaced() && ending.lines() == 0 && verdict.opens(ending);
    }

    private void open(char it) {
        boolean early = head.isFirst() && enclosures.depth() == 0 && breaks.earlyBracket(head.at(), passage.letters());
        if (window.starved()) return;
        if (early) clause(head.at());
        quoting.open(it, head.at());
        head.move(1);
    }

    private void close(char it) {
        quoting.close(it);
        head.move(1);
    }

    private void tag() {
        int after = markup.pastTag(head.at());
        if (!window.starved()) head.to(Math.max(head.at() + 1, after));
    }

    /** A pictograph can end a sentence that has no mark, where the next word can open one. */
    private void symbol() {
        int after = Math.max(head.at() + 1, markup.pastSymbols(head.at()));
        ending.readAfter(after);
        boolean keycap = Glyph.of(window.at(head.at() - 1)) == Glyph.DIGIT;
        boolean ends = passage.hasContent()
                && !keycap
                && isOutside()
                && ending.lines() == 0
                && verdict.opensAfterPicture(ending);
        if (window.starved()) return;
        if (ends) cut(ending.next());
        else head.to(after);
    }

    private void block() {
        int end = blocks.read(head, passage, ending);
        if (end == 0) return;
        cut(end);
        blocks.over();
    }

    private void clause(int place) {
        verdict.remember(passage);
        head.clause(place);
    }

    private void cut(int place) {
        if (passage.kind() == Kind.SENTENCE && spaces.isAction(passage, ending.end())) passage.is(Kind.ACTION);
        head.cut(place, ending.lines() > 0 || !blocks.isProse());
        blocks.end();
        enclosures.leaveTo(0);
    }
}
