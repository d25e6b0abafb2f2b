package parley.engine.speech;

/** What may be the end of a sentence: its marks, the quotes and brackets after them, and the white space after those. */
final class Ending {
    private enum Kind {
        NONE,
        PERIOD,
        ELLIPSIS,
        CALL,
        WIDE
    }

    private Kind kind = Kind.NONE;
    private int start = -1;
    private boolean closed;
    private boolean spaced;
    private boolean broken;

    /** Takes a mark or a closing quote that belongs to this ending; false where it is something else. */
    boolean grows(char next, int at) {
        if (spaced) return false;
        if (Marks.ENDS.indexOf(next) >= 0) {
            if (start < 0) start = at;
            kind = stronger(kindOf(next));
            return true;
        }
        if (kind == Kind.NONE || Marks.CLOSERS.indexOf(next) < 0) return false;
        closed = true;
        return true;
    }

    void gap(char space) {
        spaced = true;
        broken |= space == '\n' || space == '\r' || space == '\u2028' || space == '\u2029';
    }

    boolean spaced() {
        return spaced;
    }

    /** Where the first mark stands, or -1. */
    int start() {
        return start;
    }

    /** Whether the sentence is over before {@code next}, given the word that stands before the mark. */
    boolean closesBefore(char next, String word, boolean onlyNumber) {
        if (broken || kind == Kind.WIDE) return true;
        if (!spaced) return false;
        boolean small = Character.isLowerCase(next);
        return switch (kind) {
            case NONE, WIDE -> false;
            case ELLIPSIS -> !small;
            case CALL -> !(closed && small);
            case PERIOD -> !(closed && small) && !(onlyNumber && !word.isEmpty()) && !Marks.abbreviates(word, next);
        };
    }

    private Kind stronger(Kind other) {
        if (kind == Kind.PERIOD && other == Kind.PERIOD) return Kind.ELLIPSIS;
        return kind.compareTo(other) >= 0 ? kind : other;
    }

    private static Kind kindOf(char mark) {
        return switch (mark) {
            case '.' -> Kind.PERIOD;
            case '…' -> Kind.ELLIPSIS;
            case '!', '?', '‽' -> Kind.CALL;
            default -> Kind.WIDE;
        };
    }
}
