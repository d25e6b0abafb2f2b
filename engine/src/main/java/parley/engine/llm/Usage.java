package parley.engine.llm;

/**
 * What an answer used, in tokens.
 *
 * @param estimated true where the provider said nothing and we counted ourselves
 */
public record Usage(long inputTokens, long outputTokens, boolean estimated) {
    /** Characters in a token where no tokenizer is known: the usual rule of thumb for English. */
    private static final int CHARACTERS = 4;

    /** A local count by length, marked as an estimate. */
    public static Usage estimate(int inputCharacters, int outputCharacters) {
        return new Usage(Math.ceilDiv(inputCharacters, CHARACTERS), Math.ceilDiv(outputCharacters, CHARACTERS), true);
    }
}
