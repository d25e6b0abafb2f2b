package parley.engine.prompt;

import parley.engine.llm.ModelInfo;

/**
 * How much a model can take, in tokens.
 *
 * @param context the model's window: the prompt and its answer together
 * @param answer the longest answer, at most half of the window; more is taken as half
 */
public record Budget(int context, int answer) {
    /** The smallest window that a room can be told in. */
    public static final int SMALLEST = ModelInfo.SMALLEST_CONTEXT;
    /** What a wire adds of its own around all messages together. */
    static final int ENVELOPE = 32;

    public Budget {
        if (context < SMALLEST || answer < 1)
            throw new IllegalArgumentException(
                    "no room to talk in " + context + " tokens with " + answer + " to answer");
        answer = Math.min(answer, context / 2);
    }

    /** What the prompt may take. */
    int prompt() {
        return context - answer - ENVELOPE;
    }

    /** Whether enough is left to talk in where so much of the prompt is spoken for. */
    boolean spares(int tokens) {
        return prompt() - tokens >= SMALLEST / 2 - ENVELOPE;
    }

    /** What is left then: a budget whose prompt is smaller by that, to the token. */
    Budget less(int tokens) {
        int left = prompt() - tokens;
        int fits = Math.max(Math.min(answer, left + ENVELOPE), SMALLEST - left - ENVELOPE);
        return new Budget(left + ENVELOPE + fits, fits);
    }
}
