package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static parley.http.edge.Json.ok;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Statements;
import parley.engine.ledger.Statistics;
import parley.engine.ledger.Transaction;

/** What happened to an account: page by page, in sums, and as a file. */
final class StatementRoutes {
    private static final Duration USUAL_PERIOD = Duration.ofDays(30);
    private static final int LONGEST_REASON = 500;

    private final Statements statements;
    private final Clock clock;

    StatementRoutes(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    record Total(long credits, long count) {
        static Total of(Statistics.Total it) {
            return new Total(it.credits(), it.count());
        }
    }

    record Sums(
            Instant from,
            Instant to,
            long transactions,
            long change,
            long used,
            long purchased,
            Map<String, Total> byType,
            Map<String, Total> byReason) {
        static Sums of(Statistics it) {
            Map<String, Total> types = new TreeMap<>();
            it.byType().forEach((type, total) -> types.put(type.word(), Total.of(total)));
            Map<String, Total> reasons = new TreeMap<>();
            it.byReason().forEach((reason, total) -> reasons.put(reason, Total.of(total)));
            return new Sums(
                    it.from(),
                    it.to(),
                    it.total().count(),
                    it.total().credits(),
                    -it.of(Transaction.Type.USAGE).credits(),
                    it.of(Transaction.Type.PURCHASE).credits()
                            + it.of(Transaction.Type.SUBSCRIPTION).credits(),
                    types,
                    reasons);
        }
    }

    Route of(UserId user) {
        return concat(transactions(user), statistics(user), export(user));
    }

    // GET /api/v1/credits/transactions
    private Route transactions(UserId user) {
        return path(
                "transactions",
                () -> get(() -> parameterMap(asked -> Listing.asked(
                        "at",
                        page -> ok(statements
                                .transactions(user, selection(asked), page)
                                .thenApply(it -> Listing.of(it, StatementLine::of)))))));
    }

    // GET /api/v1/credits/statistics
    private Route statistics(UserId user) {
        return path(
                "statistics",
                () -> get(() -> parameterMap(asked -> {
                    Instant now = clock.instant();
                    Instant end = Times.optional("to", asked.get("to"));
                    Instant to = end == null ? now : end;
                    Instant start = Times.optional("from", asked.get("from"));
                    Instant from = start == null ? to.minus(USUAL_PERIOD) : start;
                    Selection.checkPeriod(from, to);
                    return ok(statements.statistics(user, from, to).thenApply(Sums::of));
                })));
    }

    // GET /api/v1/credits/export?format=csv
    private Route export(UserId user) {
        return path(
                "export",
                () -> get(() -> parameterMap(asked -> complete(
                        Export.Format.of(asked.get("format")).file(statements.all(user, selection(asked)), clock)))));
    }

    private static Selection selection(Map<String, String> asked) {
        String reason = asked.get("reason");
        if (reason != null && (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0))
            throw Refusal.invalid("reason must be 1 to " + LONGEST_REASON + " characters");
        return new Selection(
                types(asked.get("type")),
                reason,
                Times.optional("from", asked.get("from")),
                Times.optional("to", asked.get("to")));
    }

    private static Set<Transaction.Type> types(@Nullable String words) {
        if (words == null) return Set.of();
        return Arrays.stream(words.split(",", -1))
                .map(it -> Words.read("type", it, Transaction.Type.class))
                .collect(Collectors.toSet());
    }
}
