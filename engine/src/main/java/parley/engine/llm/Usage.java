package parley.engine.llm;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an answer used, in tokens.
 *
 * @param inputTokens of the prompt, those from a cache among them
 * @param outputTokens of the answer, those of reasoning and sound among them
 * @param estimated true where the provider said nothing and we counted ourselves
 * @param cachedInputTokens of the prompt, that the provider had in its cache
 * @param reasoningTokens of the answer, that nobody sees
 * @param audioTokens of the answer, that are sound
 */
public record Usage(
        long inputTokens,
        long outputTokens,
        boolean estimated,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cachedInputTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long reasoningTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long audioTokens) {
    /** Nothing was used. */
    public static final Usage NONE = new Usage(0, 0, false);

    /** Characters in a token where no tokenizer is known: the usual rule of thumb for English. */
    private static final int CHARACTERS = 4;

    public Usage(long inputTokens, long outputTokens, boolean estimated) {
        this(inputTokens, outputTokens, estimated, 0, 0, 0);
    }

    /** A local count by length, marked as an estimate. */
    public static Usage estimate(int inputCharacters, int outputCharacters) {
        return new Usage(Math.ceilDiv(inputCharacters, CHARACTERS), Math.ceilDiv(outputCharacters, CHARACTERS), true);
    }

    /** This and more; estimated where either is. */
    public Usage plus(Usage more) {
        return new Usage(
                inputTokens + more.inputTokens,
                outputTokens + more.outputTokens,
                estimated || more.estimated,
                cachedInputTokens + more.cachedInputTokens,
                reasoningTokens + more.reasoningTokens,
                audioTokens + more.audioTokens);
    }
}
