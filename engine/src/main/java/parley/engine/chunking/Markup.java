package parley.engine.chunking;

/** Reads what is no text: tags, references and pictographs. Each answers the place after it, or the place itself. */
final class Markup {
    private static final int LONGEST_TAG = 300;
    private static final int LONGEST_REFERENCE = 24;
    private static final int MOST_SYMBOLS = 32;
    private static final String EYES = ":;=";
    private static final String MOUTHS = ")(DPp3/|]*";

    private final Window window;

    Markup(Window window) {
        this.window = window;
    }

    boolean isClosingTag(int place) {
        return window.at(place) == '<' && window.at(place + 1) == '/';
    }

    /** Past a tag such as {@code <speed ratio="1.05"/>} or a comment. */
    int pastTag(int place) {
        if (window.at(place) != '<') return place;
        int at = place + 1;
        if (window.at(at) == '!') return window.at(at + 1) == '-' ? pastClose(at, place) : place;
        if (window.at(at) == '/') at++;
        if (!Glyph.isLetter(window.at(at))) return place;
        while (isNamePart(window.at(at)) && at - place < LONGEST_REFERENCE) at++;
        while (true) {
            while (Glyph.of(window.at(at)) == Glyph.SPACE && at - place < LONGEST_TAG) at++;
            char next = window.at(at);
            if (next == '>') return at + 1;
            if (next == '/') return window.at(at + 1) == '>' ? at + 2 : place;
            int after = pastAttribute(at, place);
            if (after == at) return place;
            at = after;
        }
    }

    private static boolean isNamePart(char it) {
        return Glyph.isWord(it) || it == '-' || it == ':' || it == '_';
    }

    private int pastClose(int from, int place) {
        for (int at = from; at - place < LONGEST_TAG; at++) {
            if (window.at(at) == '>') return at + 1;
            if (window.at(at) == Window.END) return place;
        }
        return place;
    }

    private int pastAttribute(int from, int place) {
        int at = from;
        while (isNamePart(window.at(at)) && at - from < LONGEST_REFERENCE) at++;
        if (at == from || window.at(at) != '=') return from;
        char quote = window.at(++at);
        if (quote != '"' && quote != '\'') {
            while (isNamePart(window.at(at)) && at - place < LONGEST_TAG) at++;
            return at;
        }
        for (at++; at - place < LONGEST_TAG; at++) {
            if (window.at(at) == quote) return at + 1;
            if (window.at(at) == Window.END) return from;
        }
        return from;
    }

    /** Past references such as {@code [1][^2] [3–5]}; they belong to the sentence before them. */
    int pastReferences(int place) {
        int at = place;
        for (int after = pastReference(at); after > at; after = pastReference(at)) {
            at = after;
            if (window.at(at) == ' ' && window.at(at + 1) == '[' && pastReference(at + 1) > at + 1) at++;
        }
        return at;
    }

    private int pastReference(int place) {
        if (window.at(place) != '[') return place;
        int at = place + 1;
        if (window.at(at) == '^') at++;
        if (Glyph.of(window.at(at)) != Glyph.DIGIT) return place;
        while (isReference(window.at(at)) && at - place < LONGEST_REFERENCE) at++;
        return window.at(at) == ']' ? at + 1 : place;
    }

    private static boolean isReference(char it) {
        return Glyph.of(it) == Glyph.DIGIT || Glyph.of(it) == Glyph.DASH || it == ',' || it == ' ';
    }

    /** Past pictographs and smileys, and the spaces between them. */
    int pastSymbols(int place) {
        int at = place;
        int last = place;
        while (at - place < MOST_SYMBOLS) {
            char it = window.at(at);
            if (Glyph.of(it) == Glyph.SYMBOL || it == Glyph.ZERO_WIDTH_JOINER) last = ++at;
            else if (Character.isLowSurrogate(it) && last == at && at > place) last = ++at;
            else if (isSmiley(at)) last = at += window.at(at + 1) == '-' ? 3 : 2;
            else if (it == ' ' && at == last) at++;
            else break;
        }
        return last;
    }

    boolean isSmiley(int place) {
        char it = window.at(place);
        if (it == '<') return window.at(place + 1) == '3' && !Glyph.isWord(window.at(place + 2));
        if (EYES.indexOf(it) < 0) return false;
        int mouth = window.at(place + 1) == '-' ? place + 2 : place + 1;
        return MOUTHS.indexOf(window.at(mouth)) >= 0 && !Glyph.isWord(window.at(mouth + 1));
    }
}
