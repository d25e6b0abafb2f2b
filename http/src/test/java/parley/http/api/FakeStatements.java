package parley.http.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Books;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Statements;
import parley.engine.ledger.Statistics;
import parley.engine.ledger.Transaction;
import parley.engine.llm.ModelRef;

/** The same four transactions for everybody. */
final class FakeStatements implements Statements {
    static final Instant FIRST = Instant.parse("2026-11-21T08:00:00Z");

    private static List<Transaction> lines(UserId user) {
        return List.of(
                new Transaction(
                        user,
                        1,
                        FIRST,
                        Transaction.Type.WELCOME,
                        100,
                        0,
                        0,
                        100,
                        "=cmd()",
                        null,
                        null,
                        "welcome",
                        null,
                        null,
                        null,
                        null),
                new Transaction(
                        user,
                        2,
                        FIRST.plusSeconds(1),
                        Transaction.Type.HOLD,
                        0,
                        30,
                        100,
                        100,
                        "reply",
                        null,
                        new HoldId("tea/1"),
                        null,
                        "tea",
                        "guest-1",
                        ModelRef.of("test/a:b"),
                        null),
                new Transaction(
                        user,
                        3,
                        FIRST.plusSeconds(2),
                        Transaction.Type.USAGE,
                        -20,
                        -30,
                        100,
                        80,
                        "reply",
                        "turn tea/1",
                        new HoldId("tea/1"),
                        null,
                        "tea",
                        "guest-1",
                        ModelRef.of("test/a:b"),
                        null),
                new Transaction(
                        user,
                        4,
                        FIRST.plusSeconds(3),
                        Transaction.Type.DEDUCTION,
                        -5,
                        0,
                        80,
                        75,
                        "so \"it\" is, ok",
                        null,
                        null,
                        "d1",
                        null,
                        null,
                        null,
                        new UserId("boss")));
    }

    private static List<Transaction> chosen(UserId user, Selection it) {
        Instant from = it.from() == null ? Instant.MIN : it.from();
        Instant to = it.to() == null ? Instant.MAX : it.to();
        return lines(user).stream()
                .filter(line -> it.types().contains(line.type()))
                .filter(line -> it.reason() == null || line.reason().equals(it.reason()))
                .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
                .toList();
    }

    @Override
    public CompletionStage<Page<Transaction>> transactions(UserId user, Selection selection, Page.Request page) {
        List<Transaction> all = new ArrayList<>(chosen(user, selection));
        if (!page.oldestFirst()) Collections.reverse(all);
        List<Transaction> items =
                all.stream().skip(page.offset()).limit(page.limit()).toList();
        return CompletableFuture.completedFuture(new Page<>(items, all.size(), page.page(), page.limit()));
    }

    @Override
    public CompletionStage<Statistics> statistics(UserId user, Instant from, Instant to) {
        Selection selection = new Selection(Set.of(), null, from, to);
        return CompletableFuture.completedFuture(Statistics.of(
                from,
                to,
                chosen(user, selection).stream()
                        .map(it -> new Statistics.Group(it.type(), it.reason(), new Statistics.Total(it.credits(), 1)))
                        .toList()));
    }

    @Override
    public Source<Transaction, NotUsed> all(UserId user, Selection selection) {
        return Source.from(chosen(user, selection));
    }

    @Override
    public CompletionStage<Books> books() {
        return CompletableFuture.completedFuture(new Books(75, 15, 5, -7, -90, 2));
    }
}
