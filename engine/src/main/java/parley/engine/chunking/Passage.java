package parley.engine.chunking;

/** What is known of the chunk that is being read. */
final class Passage {
    private static final int NOWHERE = -1;

    private int start;
    private int content = NOWHERE;
    private int letters;
    private boolean bold;
    private boolean casual;
    private int counted;
    private boolean led;
    private boolean parted;
    private boolean lettered;
    private boolean wide;
    private TextChunk.Kind kind = TextChunk.Kind.SENTENCE;

    int start() {
        return start;
    }

    /** How long it is when it ends at a place. */
    int length(int end) {
        return end - start;
    }

    /** Where the first letter or digit stands. */
    int content() {
        return content;
    }

    /** How many letters and digits were read. */
    int letters() {
        return letters;
    }

    /** Whether anything can be said. */
    boolean hasContent() {
        return content != NOWHERE;
    }

    /** Whether the text began with a small letter, so that small letters may begin sentences. */
    boolean isCasual() {
        return casual;
    }

    /** The text shows that its writer does not care for capitals. */
    void relax() {
        casual = true;
    }

    /** Whether a part of the sentence was told before, and then whether that part led on. */
    boolean isParted() {
        return parted;
    }

    boolean isLed() {
        return led;
    }

    void led(boolean is) {
        led = is;
    }

    /** Whether it is of a script that says much with few characters. */
    boolean isWide() {
        return wide;
    }

    /** Notes whether it begins a line with bold words. */
    void bold(boolean is) {
        bold = is;
    }

    boolean isBold() {
        return bold;
    }

    TextChunk.Kind kind() {
        return kind;
    }

    void is(TextChunk.Kind kind) {
        this.kind = kind;
    }

    /** A letter or a digit stands at a place. */
    void saw(char it, int place) {
        if (letters++ > 0) return;
        content = place;
        wide = Glyph.isIdeographic(it);
        if (!lettered && Glyph.isLetter(it)) {
            lettered = true;
            casual = Glyph.of(it) == Glyph.LOWER;
        }
    }

    /** The number of the last item of a list within the sentence. */
    int counted() {
        return counted;
    }

    void counted(int number) {
        counted = number;
    }

    /** Another part of the same sentence begins. */
    void goOn(int place) {
        begin(place);
        parted = true;
    }

    void begin(int place) {
        bold = false;
        counted = 0;
        parted = false;
        start = place;
        content = NOWHERE;
        letters = 0;
        kind = TextChunk.Kind.SENTENCE;
    }
}
