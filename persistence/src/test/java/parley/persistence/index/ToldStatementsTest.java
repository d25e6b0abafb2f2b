package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static parley.persistence.index.Bookings.at;
import static parley.persistence.index.Bookings.held;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Books;
import parley.engine.ledger.Past;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Statistics;
import parley.engine.ledger.Transaction;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

/** What another server told of an account, in its statement here. */
@ParameterizedClass
@EnumSource(Store.class)
class ToldStatementsTest {
    private static final Instant THEN = at(-86_400);
    private static final UserId EVE = new UserId("eve");

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final TransactionList statements;

    ToldStatementsTest(Store store) {
        Database database = Database.of(kit.system());
        assertThat(database.dialect().name()).isEqualTo(store.name());
        statements = new TransactionList(database);
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("told", store.fresh());
        List<Past> many = IntStream.range(0, Past.A_PIECE)
                .mapToObj(it -> past("a" + it, Transaction.Type.USAGE, -1, 9_000 - it))
                .toList();
        List<Journaled> events = List.of(
                new AccountEvent.Recalled(0, many, at(0)),
                new AccountEvent.Recalled(1, List.of(past("b", Transaction.Type.PURCHASE, 500, 8_501)), at(0)),
                new AccountEvent.Opened(8_000, 1_000, 500, "pro", null, at(0), 8_000),
                held("room/1", 30, 1));
        join(Diary.write(kit, PersistenceId.of("Account", EVE.value()), events));
    }

    private static Past past(String id, Transaction.Type type, long credits, long after) {
        return new Past(id, type, credits, after, "chat_message", "A reply", THEN);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    private static <T> T join(CompletionStage<T> it) {
        return it.toCompletableFuture().join();
    }

    private List<Transaction> all() {
        return join(statements.all(EVE, Selection.ALL).runWith(Sink.seq(), kit.system()));
    }

    @Test
    void stands_before_the_opening_in_its_order_as_it_was_told_there() {
        List<Transaction> lines = all();
        assertThat(lines).hasSize(1_002);
        assertThat(lines.getFirst())
                .extracting(
                        Transaction::at,
                        Transaction::credits,
                        Transaction::before,
                        Transaction::after,
                        Transaction::order)
                .containsExactly(THEN, -1L, 9_001L, 9_000L, "a0");
        assertThat(lines.subList(999, 1_002))
                .extracting(Transaction::type, Transaction::credits, Transaction::after, Transaction::reason)
                .containsExactly(
                        tuple(Transaction.Type.USAGE, -1L, 8_001L, "chat_message"),
                        tuple(Transaction.Type.PURCHASE, 500L, 8_501L, "chat_message"),
                        tuple(Transaction.Type.ADJUSTMENT, 8_000L, 8_000L, "opening"));
        assertThat(lines.stream().map(Transaction::id)).doesNotHaveDuplicates();
        Page<Transaction> page = join(statements.transactions(
                EVE, new Selection(Set.of(), null, null, at(0)), new Page.Request(1, 10, true)));
        assertThat(page.total()).isEqualTo(1_001);
        assertThat(page.items()).isEqualTo(lines.subList(0, 10));
    }

    @Test
    void counts_in_statistics_where_the_opening_does_not_and_never_in_the_books() {
        Statistics statistics = join(statements.statistics(EVE, THEN, at(60)));
        assertThat(statistics.of(Transaction.Type.USAGE)).isEqualTo(new Statistics.Total(-1_000, 1_000));
        assertThat(statistics.total().credits()).isEqualTo(-500);
        assertThat(join(statements.books())).isEqualTo(new Books(8_000, 1_000, 0, 0, -8_500, -500));
    }

    @Test
    void a_rebuild_brings_back_the_same_lines() {
        List<Transaction> before = all();
        join(Rebuild.of(kit.system()).run(_ -> {}));
        assertThat(all()).isEqualTo(before);
    }
}
