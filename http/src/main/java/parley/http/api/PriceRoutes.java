package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.price.Price;
import parley.engine.price.PriceBook;
import parley.engine.price.Prices;
import parley.http.edge.SignedIn;

/** What models cost, for everybody to read and for administrators to set. */
final class PriceRoutes {
    private final Prices prices;
    private final SignedIn signedIn;

    PriceRoutes(Prices prices, SignedIn signedIn) {
        this.prices = prices;
        this.signedIn = signedIn;
    }

    /** A row without what is nobody's business but the platform's, or with it. */
    record PriceRow(
            String provider,
            String model,
            boolean fallback,
            long version,
            BigDecimal message,
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal audio,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal providerShare) {
        static PriceRow of(Price it, boolean inFull) {
            return new PriceRow(
                    it.provider(),
                    it.model(),
                    it.fallback(),
                    it.version(),
                    it.message(),
                    it.input(),
                    it.output(),
                    it.cachedInput(),
                    it.reasoning(),
                    it.audio(),
                    it.cacheWrite(),
                    inFull ? it.providerShare() : null);
        }
    }

    record PriceTable(long version, List<PriceRow> items) {
        static PriceTable of(PriceBook it, boolean inFull) {
            return new PriceTable(
                    it.version(),
                    it.rows().stream().map(row -> PriceRow.of(row, inFull)).toList());
        }
    }

    record PriceRequest(
            String provider,
            String model,
            @Nullable Boolean fallback,
            BigDecimal message,
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal audio,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal providerShare) {
        Price price() {
            return new Price(
                    provider,
                    model,
                    fallback != null && fallback,
                    0,
                    message,
                    input,
                    output,
                    cachedInput,
                    reasoning,
                    audio,
                    cacheWrite,
                    providerShare == null ? BigDecimal.ZERO : providerShare);
        }
    }

    // GET /api/v1/prices
    Route routes() {
        return path(
                "prices",
                () -> get(() -> signedIn.signedIn(_ -> ok(prices.list().thenApply(it -> PriceTable.of(it, false))))));
    }

    /** The doors of an administrator. */
    Route governed(UserId admin) {
        return path("prices", () -> concat(list(), set(admin), remove(admin)));
    }

    // GET /api/v1/admin/prices
    private Route list() {
        return get(() -> ok(prices.list().thenApply(it -> PriceTable.of(it, true))));
    }

    // PUT /api/v1/admin/prices
    private Route set(UserId admin) {
        return put(() -> body(
                PriceRequest.class,
                form -> ok(prices.set(form.price(), admin)
                        .thenApply(it -> it.row(form.provider, form.model).orElseThrow())
                        .thenApply(it -> PriceRow.of(it, true)))));
    }

    // DELETE /api/v1/admin/prices?provider&model
    private Route remove(UserId admin) {
        return delete(() ->
                parameterMap(it -> gone(prices.remove(required(it, "provider"), required(it, "model"), admin))));
    }

    private static String required(Map<String, String> asked, String what) {
        String given = asked.get(what);
        if (given == null || given.isEmpty()) throw Refusal.invalid(what + " is required");
        return given;
    }
}
