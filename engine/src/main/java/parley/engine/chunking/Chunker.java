package parley.engine.chunking;

import java.util.List;

/**
 * Cuts growing text into chunks for a voice. The chunks joined equal the text to the letter and do not depend on how the
 * text was split on its way here; white space after a chunk belongs to it. Time is linear in the text, and what is kept
 * is bounded. Only {@link #flush} cuts where more text might have decided otherwise. Not safe for use by several threads.
 */
public final class Chunker {
    /** Longer pieces are read bit by bit, so that a huge piece needs no huge memory. */
    private static final int BIT = 1024;

    private final Window window = new Window();
    private final Scan scan;

    public Chunker(ChunkerOptions options) {
        this.scan = new Scan(window, Language.of(options.language()), options);
    }

    /** Takes the next piece of text and tells the chunks it closes, oldest first. */
    public List<TextChunk> add(CharSequence piece) {
        for (int from = 0; from < piece.length(); from += BIT) {
            window.append(piece, from, Math.min(piece.length(), from + BIT));
            scan.run();
        }
        return scan.told();
    }

    /** The text pauses: tells the last sentence if it is complete as far as can be seen. */
    public List<TextChunk> flush() {
        scan.handOver();
        return scan.told();
    }

    /** The text is over: tells what is left, if anything. */
    public List<TextChunk> end() {
        scan.finish();
        return scan.told();
    }

    /** How many characters there is room for, which grows with the longest chunk. */
    int room() {
        return window.room();
    }

    /** How many characters were looked at so far, again and again. */
    long looks() {
        return window.looks();
    }
}
