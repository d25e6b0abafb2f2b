package parley.http.api;

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

/** A price list in memory. */
final class FakePrices implements Prices {
    private PriceBook book = new PriceBook(0, List.of(Price.of(new ModelRef("scripted", Price.ANY), "1", "0")));

    @Override
    public synchronized PriceBook now() {
        return book;
    }

    @Override
    public CompletionStage<PriceBook> list() {
        return CompletableFuture.completedFuture(now());
    }

    @Override
    public synchronized CompletionStage<PriceBook> set(Price price, UserId by) {
        List<Price> rows = without(price.provider(), price.model());
        rows.add(price);
        book = new PriceBook(book.version() + 1, rows);
        return list();
    }

    @Override
    public synchronized CompletionStage<PriceBook> remove(String provider, String model, UserId by) {
        if (book.row(provider, model).isEmpty())
            return CompletableFuture.failedFuture(Refusal.notFound("there is no such price"));
        book = new PriceBook(book.version() + 1, without(provider, model));
        return list();
    }

    private List<Price> without(String provider, String model) {
        List<Price> rows = new ArrayList<>(book.rows());
        rows.removeIf(it -> it.provider().equals(provider) && it.model().equals(model));
        return rows;
    }
}
