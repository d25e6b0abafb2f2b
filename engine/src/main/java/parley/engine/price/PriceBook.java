package parley.engine.price;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;

/**
 * The price list at one version.
 *
 * @param version grows with each change; 0 is the configured default
 * @param rows one for each provider and model, by provider and then by model
 */
public record PriceBook(long version, List<Price> rows) implements Message {
    private static final Comparator<Price> ORDER =
            Comparator.comparing(Price::provider).thenComparing(Price::model);

    public PriceBook {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /** The row of this model, or else its provider's fallback; NOT_FOUND where there is neither: nothing is free by accident. */
    public Price price(ModelRef model) {
        return row(model.provider(), model.model())
                .or(() -> row(model.provider(), Price.ANY))
                .or(() -> fallback(model.provider()))
                .orElseThrow(() -> Refusal.notFound(
                        "no price is set for " + model + ", so it cannot be used; an administrator can set one"));
    }

    /** The row of exactly this provider and model. */
    public Optional<Price> row(String provider, String model) {
        return rows.stream()
                .filter(it -> it.provider().equals(provider) && it.model().equals(model))
                .findFirst();
    }

    /** Where there are several, the one that was set last: a new one need not wait until the old one is removed. */
    private Optional<Price> fallback(String provider) {
        return rows.stream()
                .filter(it -> it.fallback() && it.provider().equals(provider))
                .max(Comparator.comparingLong(Price::version));
    }
}
