package parley.engine.chunking;

/**
 * A stretch of the text that can be said at once. {@code start} and {@code end} count UTF-16 units from the start of the
 * whole text; chunks lie end to end, so their texts joined are the whole text to the letter.
 */
public record TextChunk(Kind kind, int start, int end, String text) {
    /** What a chunk is to a listener. */
    public enum Kind {
        SENTENCE,
        /** Part of a sentence: an early first chunk, or a cut in a sentence that is too long. */
        CLAUSE,
        HEADING,
        /** The first sentence of a list item, with its bullet or number. */
        ITEM,
        CODE,
        TABLE,
        /** What a character does, such as {@code *She smiles softly.*} */
        ACTION
    }
}
