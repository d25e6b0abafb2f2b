package parley.engine.chunking;

/**
 * The quotations and brackets that are open, innermost last. What stays open too long is forgotten: a bracket was none, and
 * a long quotation is cut at its own sentences, since a voice cannot wait for its end.
 */
final class Enclosures {
    private static final int DEEPEST = 8;
    private static final int LONGEST_BRACKET = 300;
    private static final int LONGEST_QUOTATION = 100;
    private static final String OPENING = "([{（【《〈〔［｛〖“„‟‘‚‛«‹「『";
    private static final String CLOSING = ")]}）】》〉〕］｝〗”“”’‘’»›」』";

    private final char[] closers = new char[DEEPEST];
    private final int[] places = new int[DEEPEST];
    private int depth;

    int depth() {
        return depth;
    }

    /** Leaves all that was entered beyond a depth. */
    void leaveTo(int shallower) {
        depth = Math.min(depth, shallower);
    }

    /** A quotation that opens again was not closed before. */
    void enter(char closer, int place) {
        int again = isBracket(closer) ? -1 : closedBy(closer, depth);
        if (again >= 0) depth = again;
        if (depth == DEEPEST) depth = 0;
        closers[depth] = closer;
        places[depth++] = place;
    }

    /** How many of the outermost enclosures still hold at a place. */
    int depthAt(int place, int upTo) {
        if (upTo == 0) return 0;
        int longest = isBracket(closers[upTo - 1]) ? LONGEST_BRACKET : LONGEST_QUOTATION;
        return place - places[upTo - 1] > longest ? 0 : upTo;
    }

    /** Where the enclosure at a depth was entered. */
    int place(int at) {
        return places[at];
    }

    /** The closer that is waited for, or 0. */
    char closer() {
        return depth == 0 ? 0 : closers[depth - 1];
    }

    /** The depth after a closing character, given the depth before it; -1 where it closes nothing. */
    int closedBy(char it, int before) {
        for (int at = before - 1; at >= 0; at--) if (closes(it, closers[at])) return at;
        return -1;
    }

    /** Whether the innermost enclosure is a quotation. */
    boolean isQuotation() {
        return depth > 0 && !isBracket(closers[depth - 1]) && closers[depth - 1] != '`';
    }

    private static boolean isBracket(char closer) {
        return Glyph.of(closer) == Glyph.CLOSE;
    }

    private static boolean closes(char it, char closer) {
        if (it == closer) return true;
        return switch (closer) {
            case '“' -> it == '”' || it == '"';
            case '”' -> it == '‟' || it == '"';
            case '‘', '`' -> it == '’' || it == '\'';
            case '’' -> it == '\'';
            default -> false;
        };
    }

    /** What closes an opening character that is nothing else; 0 for others. */
    static char closerOf(char opening) {
        if (opening == '„') return '“';
        if (opening == '‚') return '‘';
        int at = OPENING.indexOf(opening);
        return at < 0 ? 0 : CLOSING.charAt(at);
    }
}
