package parley.engine.chunking;

/**
 * The part of a growing text that is not yet told, at its places in the whole. Who asks past what is there gets
 * {@link #END}; unless the text is over the window is then {@link #starved}, and what was concluded does not count.
 */
final class Window {
    /** Not a character of any script. */
    static final char END = '\uFFFF';

    private static final int ROOM = 512;

    private char[] text = new char[ROOM];
    private int base;
    private int floor;
    private int end;
    private boolean over;
    private boolean starved;
    private long looks;

    void append(CharSequence piece, int from, int to) {
        if (end - base + to - from > text.length) grow(to - from);
        if (piece instanceof String string) string.getChars(from, to, text, end - base);
        else for (int at = from; at < to; at++) text[end - base + at - from] = piece.charAt(at);
        end += to - from;
    }

    char at(int place) {
        looks++;
        if (place < floor) return ' ';
        if (place < end) return text[place - base];
        starved |= !over;
        return END;
    }

    int end() {
        return end;
    }

    /** Whether more text is needed to tell. */
    boolean starved() {
        return starved;
    }

    void fed() {
        starved = false;
    }

    /** Answers from now on as if the text ended here, or again as if more will come. */
    void over(boolean is) {
        over = is;
    }

    String text(int from, int to) {
        return new String(text, from - base, to - from);
    }

    /** Where the text begins that is not yet told. */
    int floor() {
        return floor;
    }

    /** How many characters there is room for. */
    int room() {
        return text.length;
    }

    /** How many characters were looked at so far, again and again. */
    long looks() {
        return looks;
    }

    /** Forgets all before a place: space stands there from now on. Moves the rest only when there is more to forget. */
    void forget(int before) {
        floor = before;
        int told = before - base;
        if (told <= end - before && told < ROOM) return;
        System.arraycopy(text, told, text, 0, end - before);
        base = before;
    }

    private void grow(int more) {
        char[] larger = new char[Math.max(text.length * 2, end - base + more)];
        System.arraycopy(text, 0, larger, 0, end - base);
        text = larger;
    }
}
