package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Statements;
import parley.engine.ledger.Statistics;
import parley.engine.ledger.Transaction;
import parley.http.edge.SignedIn;

/** A user's own credits: what there is, what happened and whether it is enough. */
final class CreditRoutes implements Chapter {
    private static final Duration USUAL_PERIOD = Duration.ofDays(30);
    private static final long MOST = 1_000_000_000_000L;

    private final Accounts accounts;
    private final Statements statements;
    private final SignedIn signedIn;
    private final PricingRoutes pricing;
    private final boolean shown;
    private final Clock clock = Clock.systemUTC();

    CreditRoutes(Doors doors, ChatsPartySettings settings) {
        accounts = doors.accounts();
        statements = doors.statements();
        signedIn = doors.keyring().signedIn();
        pricing = new PricingRoutes(doors, settings.usualPrices());
        shown = settings.credits();
    }

    record Listed(List<CreditLine> transactions, long total) {}

    record Enough(boolean hasSufficientCredits, long requiredCredits, long currentBalance, long difference) {}

    record AmountForm(Long amount) {}

    record Valid(
            boolean hasEnoughCredits,
            long currentBalance,
            long requiredCredits,
            @Nullable Long shortfall) {}

    record Breakdown(Map<String, Long> byType, Map<String, Long> byReason) {}

    record Sums(
            long totalCreditsUsed,
            long totalCreditsPurchased,
            long currentBalance,
            long transactionCount,
            Instant periodStart,
            Instant periodEnd,
            Breakdown breakdown) {
        static Sums of(Statistics it, long balance) {
            Map<String, Long> types = new TreeMap<>();
            it.byType().forEach((type, total) -> types.merge(CreditLine.word(type), total.credits(), Long::sum));
            Map<String, Long> reasons = new TreeMap<>();
            it.byReason().forEach((reason, total) -> reasons.put(reason, total.credits()));
            return new Sums(
                    -it.of(Transaction.Type.USAGE).credits(),
                    it.of(Transaction.Type.PURCHASE).credits()
                            + it.of(Transaction.Type.SUBSCRIPTION).credits(),
                    balance,
                    it.total().count(),
                    it.from(),
                    it.to(),
                    new Breakdown(types, reasons));
        }
    }

    /** Where credits are switched off there is nothing here at all, as the clients expect. */
    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "credits",
                () -> shown
                        ? concat(balance(), transactions(), check(), statistics(), validate(), pricing.routes())
                        : off());
    }

    private static Route off() {
        throw Refusal.notFound("credits are switched off");
    }

    // GET /credits/balance
    private Route balance() {
        return path(
                "balance",
                () -> get(() -> signedIn.signedIn(
                        user -> Reply.ok(accounts.balance(user).thenApply(it -> CreditBalance.of(user, it))))));
    }

    // GET /credits/transactions
    private Route transactions() {
        return path(
                "transactions",
                () -> get(() -> signedIn.signedIn(
                        user -> parameterMap(asked -> Reply.ok(transactions(user, CreditQuery.of(asked)))))));
    }

    private CompletionStage<?> transactions(UserId user, CreditQuery query) {
        CompletionStage<Page<Transaction>> first = statements.transactions(user, query.selection(), query.page(0));
        CompletionStage<List<Transaction>> rest = query.skipped() == 0
                ? CompletableFuture.completedFuture(List.of())
                : statements
                        .transactions(user, query.selection(), query.page(1))
                        .thenApply(Page::items);
        return first.thenCombine(rest, (page, more) -> {
            List<CreditLine> lines = Stream.concat(page.items().stream(), more.stream())
                    .skip(query.skipped())
                    .limit(query.limit())
                    .map(CreditLine::of)
                    .toList();
            return query.wrapped() ? new Listed(lines, page.total()) : lines;
        });
    }

    // GET /credits/check/{amount}
    private Route check() {
        return path(
                segment("check").slash(segment()),
                text -> get(() -> signedIn.signedIn(user -> {
                    long amount = amount(text);
                    return Reply.ok(accounts.balance(user)
                            .thenApply(it -> new Enough(
                                    it.available() >= amount, amount, it.available(), it.available() - amount)));
                })));
    }

    // GET /credits/statistics
    private Route statistics() {
        return path(
                "statistics",
                () -> get(() -> signedIn.signedIn(user -> parameterMap(asked -> Reply.ok(statistics(user, asked))))));
    }

    private CompletionStage<Sums> statistics(UserId user, Map<String, String> asked) {
        Instant end = CreditQuery.time(asked, "endDate");
        Instant to = end == null ? clock.instant() : end;
        Instant start = CreditQuery.time(asked, "startDate");
        Instant from = start == null ? to.minus(USUAL_PERIOD) : start;
        Selection.checkPeriod(from, to);
        return statements
                .statistics(user, from, to)
                .thenCombine(accounts.balance(user), (sums, balance) -> Sums.of(sums, balance.available()));
    }

    // POST /credits/validate
    private Route validate() {
        return path(
                "validate",
                () -> post(() -> signedIn.signedIn(user -> lenientBody(AmountForm.class, form -> {
                    long amount = checked(form.amount());
                    return Reply.ok(accounts.balance(user).thenApply(it -> {
                        long lacking = amount - it.available();
                        return new Valid(lacking <= 0, it.available(), amount, lacking <= 0 ? null : lacking);
                    }));
                }))));
    }

    private static long amount(String text) {
        try {
            return checked(Long.parseLong(text));
        } catch (NumberFormatException strange) {
            throw Refusal.invalid("an amount is a whole number");
        }
    }

    private static long checked(long amount) {
        if (amount < 0 || amount > MOST) throw Refusal.invalid("an amount must be 0 to " + MOST);
        return amount;
    }
}
