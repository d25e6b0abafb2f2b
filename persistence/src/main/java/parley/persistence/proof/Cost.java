package parley.persistence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a use costs at a price, both as they are stored: each thousand tokens of each kind at its rate, and the message;
 * exact, and rounded up once. Tokens that a cache had or was given are a part of the prompt, those of reasoning and sound a part of the answer.
 */
record Cost(JsonNode price) {
    private static final int THOUSAND = 3;

    long of(JsonNode usage) {
        long prompt = tokens(usage, "inputTokens");
        long cached = Math.min(prompt, tokens(usage, "cachedInputTokens"));
        long written = Math.min(prompt - cached, tokens(usage, "cacheWriteTokens"));
        long answer = tokens(usage, "outputTokens");
        long thought = Math.min(answer, tokens(usage, "reasoningTokens"));
        long sound = Math.min(answer - thought, tokens(usage, "audioTokens"));
        return Fact.decimal(price, "message")
                .add(part(prompt - cached - written, "input", "input"))
                .add(part(cached, "cachedInput", "input"))
                .add(part(written, "cacheWrite", "input"))
                .add(part(answer - thought - sound, "output", "output"))
                .add(part(thought, "reasoning", "output"))
                .add(part(sound, "audio", "output"))
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    /** How much of a charge is the provider's, rounded down. */
    long provider(long charge) {
        return Fact.decimal(price, "providerShare")
                .multiply(BigDecimal.valueOf(charge))
                .setScale(0, RoundingMode.FLOOR)
                .longValue();
    }

    private BigDecimal part(long tokens, String rate, String otherwise) {
        return Fact.decimal(price, price.hasNonNull(rate) ? rate : otherwise)
                .multiply(BigDecimal.valueOf(tokens, THOUSAND));
    }

    /** Counts are whole, never below zero and never beyond 31 bits; one that is absent is none. */
    private static long tokens(JsonNode usage, String name) {
        return usage.has(name) ? Math.clamp(Fact.number(usage, name), 0, Integer.MAX_VALUE) : 0;
    }
}
