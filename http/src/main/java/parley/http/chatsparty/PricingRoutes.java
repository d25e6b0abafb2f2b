package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segments;
import static parley.http.edge.Body.lenientBody;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.Order;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;
import parley.engine.price.PriceBook;
import parley.engine.price.Prices;
import parley.engine.user.Users;
import parley.http.edge.Administration;
import parley.http.edge.SignedIn;

/** What models cost, for everybody to read; setting prices and giving credits is for administrators. */
final class PricingRoutes {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final long MOST_COUNTED = 1_000_000_000L;

    private final Prices prices;
    private final Accounts accounts;
    private final Users users;
    private final SignedIn signedIn;
    private final Administration administration;
    private final List<Price> usual;

    PricingRoutes(Doors doors, List<Price> usual) {
        this.prices = doors.prices();
        this.accounts = doors.accounts();
        this.users = doors.users();
        this.signedIn = doors.keyring().signedIn();
        this.administration = doors.administration();
        this.usual = usual;
    }

    record CostForm(
            String provider,
            String modelName,
            @Nullable Long messageCount,
            @Nullable Long tokenCount) {}

    record CostParts(
            @Nullable BigDecimal messageCost, @Nullable BigDecimal tokenCost) {}

    record Cost(BigDecimal totalCost, CostParts breakdown, PriceLine modelPricing) {}

    record PriceForm(
            String provider,
            String modelName,
            BigDecimal costPerMessage,
            @Nullable BigDecimal costPer1kTokens,
            @Nullable Boolean isDefaultModel) {
        Price price() {
            BigDecimal tokens = costPer1kTokens == null ? BigDecimal.ZERO : costPer1kTokens;
            boolean fallback = isDefaultModel != null && isDefaultModel;
            return new Price(
                    provider,
                    modelName,
                    fallback,
                    0,
                    costPerMessage,
                    tokens,
                    tokens,
                    null,
                    null,
                    null,
                    BigDecimal.ZERO);
        }
    }

    record GiveForm(
            Long amount,
            @Nullable String transactionType,
            @Nullable String reason,
            @Nullable String description,
            @Nullable String userId) {
        Order order(UserId by) {
            String why = SignIns.given(description) == null ? SignIns.given(reason) : SignIns.given(description);
            String told = why == null ? "By an administrator" : why;
            String id = "by-hand-" + UUID.randomUUID();
            return amount < 0
                    ? new Order.Deduct(id, -amount, told, by)
                    : new Order.Give(id, type(), amount, Order.Give.USUAL_PRIORITY, null, told, by);
        }

        private GrantType type() {
            return switch (transactionType == null ? "adjustment" : transactionType) {
                case "purchase", "topup" -> GrantType.PURCHASE;
                case "bonus" -> GrantType.BONUS;
                case "subscription" -> GrantType.SUBSCRIPTION;
                case "refill" -> GrantType.REFILL;
                case "adjustment", "credit" -> GrantType.ADJUSTMENT;
                default ->
                    throw Refusal.invalid(
                            "transactionType must be purchase, bonus, subscription, refill or adjustment");
            };
        }
    }

    record Told(String message) {}

    Route routes() {
        return concat(cost(), pathPrefix("pricing", () -> concat(initialize(), list(), one(), set())), add());
    }

    // POST /credits/calculate-cost
    private Route cost() {
        return path(
                "calculate-cost",
                () -> post(() -> signedIn.signedIn(_ -> lenientBody(
                        CostForm.class, form -> Reply.ok(prices.list().thenApply(it -> cost(form, it)))))));
    }

    /** The later era's formula: every thousand tokens that has begun counts in full. */
    private static Cost cost(CostForm form, PriceBook book) {
        PriceLine price = PriceLine.of(priced(book, form.provider(), form.modelName()));
        BigDecimal messages =
                form.messageCount() == null ? null : price.costPerMessage().multiply(counted(form.messageCount()));
        BigDecimal tokens = form.tokenCount() == null
                ? null
                : counted(form.tokenCount())
                        .divide(THOUSAND, 0, RoundingMode.CEILING)
                        .multiply(price.costPer1kTokens());
        BigDecimal total = messages == null && tokens == null
                ? price.costPerMessage()
                : orNothing(messages).add(orNothing(tokens));
        return new Cost(total, new CostParts(messages, tokens), price);
    }

    private static BigDecimal counted(long count) {
        if (count < 0 || count > MOST_COUNTED) throw Refusal.invalid("a count must be 0 to " + MOST_COUNTED);
        return BigDecimal.valueOf(count);
    }

    private static BigDecimal orNothing(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static Price priced(PriceBook book, String provider, String model) {
        try {
            return book.price(new ModelRef(provider, model));
        } catch (Refusal none) {
            throw Refusal.notFound("Pricing not found for " + provider + "/" + model);
        }
    }

    // GET /credits/pricing
    private Route list() {
        return pathEnd(() -> get(() -> signedIn.signedIn(_ ->
                parameterMap(asked -> Reply.ok(prices.list().thenApply(it -> listed(it, asked)))))));
    }

    /** A price that is not active is none, and there are none of those. */
    private static List<PriceLine> listed(PriceBook book, Map<String, String> asked) {
        String provider = SignIns.given(asked.get("provider"));
        boolean active = !"false".equals(asked.get("isActive"));
        return book.rows().stream()
                .filter(it -> active && (provider == null || it.provider().equals(provider)))
                .map(PriceLine::of)
                .toList();
    }

    // GET and DELETE /credits/pricing/{provider}/{model}
    private Route one() {
        return path(segment().slash(segments()), (provider, parts) -> {
            String model = String.join("/", parts);
            return concat(
                    get(() -> signedIn.signedIn(_ ->
                            Reply.ok(prices.list().thenApply(it -> PriceLine.of(priced(it, provider, model)))))),
                    delete(() -> governed(by -> Reply.gone(prices.remove(provider, model, by)))));
        });
    }

    // POST /credits/pricing
    private Route set() {
        return pathEnd(() -> post(() -> governed(by -> lenientBody(
                PriceForm.class,
                form -> Reply.ok(prices.set(form.price(), by)
                        .thenApply(it -> PriceLine.of(priced(it, form.provider(), form.modelName()))))))));
    }

    // POST /credits/pricing/initialize
    private Route initialize() {
        return path(
                "initialize",
                () -> post(() -> governed(by -> Reply.ok(prices.list()
                        .thenCompose(book -> initialized(book, by))
                        .thenApply(it -> new Told("Default pricing initialized: " + it + " rows were new"))))));
    }

    /** What was set before stays. */
    private CompletionStage<Long> initialized(PriceBook book, UserId by) {
        List<Price> lacking = usual.stream()
                .filter(it -> book.row(it.provider(), it.model()).isEmpty())
                .toList();
        CompletionStage<?> done = CompletableFuture.completedFuture(book);
        for (Price price : lacking) done = done.thenCompose(_ -> prices.set(price, by));
        return done.thenApply(_ -> (long) lacking.size());
    }

    // POST /credits/add
    private Route add() {
        return path(
                "add",
                () -> post(() -> governed(by -> lenientBody(GiveForm.class, form -> {
                    String named = SignIns.given(form.userId());
                    UserId user = named == null ? by : new UserId(named);
                    Order order = form.order(by);
                    return Reply.ok(users.profile(user)
                            .thenCompose(_ -> accounts.carry(user, order))
                            .thenApply(it -> CreditBalance.of(user, it)));
                }))));
    }

    private Route governed(Function<UserId, Route> inner) {
        return signedIn.signedIn(user -> administration.admitted(user, () -> inner.apply(user)));
    }
}
