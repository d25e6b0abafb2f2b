package parley.http.chatsparty;

import java.math.BigDecimal;
import parley.engine.price.Price;

/**
 * What a model costs, as clients are told.
 *
 * @param costPer1kTokens for each thousand tokens, the dearer way; in and out may differ, which is told beside
 */
record PriceLine(
        String id,
        String provider,
        String modelName,
        BigDecimal costPerMessage,
        BigDecimal costPer1kTokens,
        BigDecimal costPer1kInputTokens,
        BigDecimal costPer1kOutputTokens,
        boolean isDefaultModel,
        boolean isActive) {
    static PriceLine of(Price it) {
        return new PriceLine(
                it.provider() + "/" + it.model(),
                it.provider(),
                it.model(),
                it.message(),
                it.input().max(it.output()),
                it.input(),
                it.output(),
                it.fallback(),
                true);
    }
}
