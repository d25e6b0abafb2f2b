package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;
import parley.engine.price.PriceBook;
import parley.engine.price.Prices;

/** A price list that never changes: every model of these providers costs the same. */
record Rates(PriceBook now) implements Prices {
    static Rates of(String message, String thousandTokens, String... providers) {
        List<Price> rows = List.of(providers).stream()
                .map(it -> Price.of(new ModelRef(it, Price.ANY), message, thousandTokens))
                .toList();
        return new Rates(new PriceBook(0, rows));
    }

    Rates with(Price row) {
        List<Price> rows = new ArrayList<>(now.rows());
        rows.add(row);
        return new Rates(new PriceBook(0, rows));
    }

    @Override
    public CompletionStage<PriceBook> list() {
        return CompletableFuture.completedFuture(now);
    }

    @Override
    public CompletionStage<PriceBook> set(Price price, UserId by) {
        return CompletableFuture.failedFuture(Refusal.forbidden("these prices never change"));
    }

    @Override
    public CompletionStage<PriceBook> remove(String provider, String model, UserId by) {
        return CompletableFuture.failedFuture(Refusal.forbidden("these prices never change"));
    }
}
