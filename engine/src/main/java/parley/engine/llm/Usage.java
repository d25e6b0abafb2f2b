package parley.engine.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used, in tokens.
 *
 * @param inputTokens of the prompt, those from a cache among them
 * @param outputTokens of the answer, those of reasoning and sound among them
 * @param estimated true where the provider said nothing and we counted ourselves
 * @param cachedInputTokens of the prompt, that the provider had in its cache
 * @param reasoningTokens of the answer, that nobody sees
 * @param audioTokens of the answer, that are sound
 * @param cacheWriteTokens of the prompt, that the provider has put into its cache
 * @param report what the provider said, as JSON; absent where it said nothing or more than is worth keeping
 */
public record Usage(
        long inputTokens,
        long outputTokens,
        boolean estimated,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cachedInputTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long reasoningTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long audioTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWriteTokens,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String report) {
    /** Nothing was used. */
    public static final Usage NONE = new Usage(0, 0, false);

    /** Characters in a token where no tokenizer is known: the usual rule of thumb for English. */
    private static final int CHARACTERS = 4;

    private static final int LONGEST_REPORT = 4096;

    public Usage {
        if (report != null && report.length() > LONGEST_REPORT) report = null;
    }

    public Usage(long inputTokens, long outputTokens, boolean estimated) {
        this(inputTokens, outputTokens, estimated, 0, 0, 0);
    }

    /** A report that says nothing of writing a cache. */
    public Usage(
            long inputTokens,
            long outputTokens,
            boolean estimated,
            long cachedInputTokens,
            long reasoningTokens,
            long audioTokens) {
        this(inputTokens, outputTokens, estimated, cachedInputTokens, reasoningTokens, audioTokens, 0, null);
    }

    /** A local count by length, marked as an estimate. */
    public static Usage estimate(int inputCharacters, int outputCharacters) {
        return new Usage(Math.ceilDiv(inputCharacters, CHARACTERS), Math.ceilDiv(outputCharacters, CHARACTERS), true);
    }

    /** This and more; estimated where either is. Of two reports the later stays. */
    public Usage plus(Usage more) {
        return new Usage(
                inputTokens + more.inputTokens,
                outputTokens + more.outputTokens,
                estimated || more.estimated,
                cachedInputTokens + more.cachedInputTokens,
                reasoningTokens + more.reasoningTokens,
                audioTokens + more.audioTokens,
                cacheWriteTokens + more.cacheWriteTokens,
                more.report == null ? report : more.report);
    }
}
