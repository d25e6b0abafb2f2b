package parley.engine.ledger;

import parley.engine.llm.Usage;

/**
 * What a turn costs, in whole credits.
 *
 * @param message for each turn, whatever its length
 * @param thousandTokens for each thousand tokens in and out together, rounded up at the end
 */
public record Tariff(long message, long thousandTokens) {
    private static final long THOUSAND = 1_000;

    public Tariff {
        if (message < 0 || thousandTokens < 0) throw new IllegalArgumentException("a tariff is never negative");
    }

    /** The most that a turn can cost, to be held before it starts. */
    public long most(long promptTokens, long maxTokens) {
        return credits(promptTokens, maxTokens);
    }

    /** The longest answer, in tokens, whose turn costs no more than so many credits; below 1 where none does. */
    public long affordable(long promptTokens, long credits) {
        if (credits < most(promptTokens, 1)) return 0;
        if (thousandTokens == 0 || credits > Integer.MAX_VALUE) return Integer.MAX_VALUE;
        return (credits - message) * THOUSAND / thousandTokens - Math.max(promptTokens, 0);
    }

    /** What a turn did cost. */
    public long cost(Usage usage) {
        return credits(usage.inputTokens(), usage.outputTokens());
    }

    /** A provider's report is not to be trusted: a negative count costs nothing, an absurd one does not overflow. */
    private long credits(long in, long out) {
        long tokens = Math.min(Math.max(in, 0), Integer.MAX_VALUE) + Math.min(Math.max(out, 0), Integer.MAX_VALUE);
        return message + Math.ceilDiv(tokens * thousandTokens, THOUSAND);
    }
}
