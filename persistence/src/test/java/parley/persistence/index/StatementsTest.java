package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static parley.persistence.index.Bookings.ADMIN;
import static parley.persistence.index.Bookings.MODEL;
import static parley.persistence.index.Bookings.at;
import static parley.persistence.index.Bookings.everyKind;
import static parley.persistence.index.Bookings.extended;
import static parley.persistence.index.Bookings.granted;
import static parley.persistence.index.Bookings.held;
import static parley.persistence.index.Bookings.old;
import static parley.persistence.index.Bookings.settled;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Books;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Statistics;
import parley.engine.ledger.Transaction;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class StatementsTest {
    private static final Selection EVERYTHING = new Selection(EnumSet.allOf(Transaction.Type.class), null, null, null);

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    private final UserId user = new UserId("u-" + UUID.randomUUID());
    private final TransactionList statements;

    StatementsTest(Store store) {
        Database database = Database.of(kit.system());
        assertThat(database.dialect().name()).isEqualTo(store.name());
        statements = new TransactionList(database);
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("statements", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void a_statement_read_right_after_a_write_shows_it_in_full() {
        store(user, granted("welcome", 100, 0, 100));
        store(user, held("room/1", 30, 1));
        store(user, settled("room/1", 20, 30, 2, 80));

        assertThat(page(Selection.ALL, true).items())
                .containsExactly(
                        new Transaction(
                                user,
                                1,
                                at(0),
                                Transaction.Type.WELCOME,
                                100,
                                0,
                                0,
                                100,
                                "Welcome",
                                null,
                                null,
                                "welcome",
                                null,
                                null,
                                null,
                                null),
                        new Transaction(
                                user,
                                3,
                                at(2),
                                Transaction.Type.USAGE,
                                -20,
                                -30,
                                100,
                                80,
                                "reply",
                                "turn room/1",
                                new HoldId("room/1"),
                                null,
                                "room",
                                "guest-1",
                                MODEL,
                                null));
    }

    @Test
    void holds_and_releases_are_told_where_they_are_asked_for_and_change_nothing() {
        store(user, granted("welcome", 100, 0, 100), held("room/1", 30, 1), extended("room/1", 5, 2));
        store(user, new AccountEvent.Released(new HoldId("room/1"), at(3), 35L));

        assertThat(page(EVERYTHING, true).items())
                .extracting(Transaction::type, Transaction::credits, Transaction::held, Transaction::after)
                .containsExactly(
                        tuple(Transaction.Type.WELCOME, 100L, 0L, 100L),
                        tuple(Transaction.Type.HOLD, 0L, 30L, 100L),
                        tuple(Transaction.Type.HOLD, 0L, 5L, 100L),
                        tuple(Transaction.Type.RELEASE, 0L, -35L, 100L));
        assertThat(page(Selection.ALL, true).total()).isEqualTo(1);
    }

    @Test
    void each_line_begins_with_what_the_one_before_left() {
        store(user, everyKind());

        List<Transaction> lines = all(user, EVERYTHING);

        assertThat(lines).hasSize(9);
        for (int at = 1; at < lines.size(); at++)
            assertThat(lines.get(at).before()).isEqualTo(lines.get(at - 1).after());
        assertThat(lines)
                .allSatisfy(it -> assertThat(it.before() + it.credits()).isEqualTo(it.after()));
        assertThat(lines).extracting(Transaction::id).contains(user + "/1", user + "/9");
        assertThat(lines.get(6).by()).isEqualTo(ADMIN);
        assertThat(lines.get(6).hold()).isEqualTo(new HoldId("room/1"));
    }

    @Test
    void a_page_can_be_chosen_by_type_reason_and_time_from_either_end() {
        store(user, everyKind());

        assertThat(types(new Selection(EnumSet.of(Transaction.Type.USAGE, Transaction.Type.REFUND), null, null, null)))
                .containsExactly(Transaction.Type.USAGE, Transaction.Type.REFUND);
        assertThat(types(new Selection(Set.of(), "reply", null, null))).containsExactly(Transaction.Type.USAGE);
        assertThat(types(new Selection(Set.of(), null, at(2), at(6))))
                .containsExactly(Transaction.Type.USAGE, Transaction.Type.EXPIRY);
        assertThat(page(Selection.ALL, false).items().getFirst().type()).isEqualTo(Transaction.Type.DEDUCTION);
        assertThatThrownBy(() -> new Selection(Set.of(), null, at(2), at(1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("to must not be before from");
    }

    @Test
    void statistics_add_up_by_type_and_by_reason() {
        store(user, everyKind());

        Statistics all = join(statements.statistics(user, at(0), at(60)));
        Statistics none = join(statements.statistics(user, at(100), at(200)));

        assertThat(all.of(Transaction.Type.USAGE)).isEqualTo(new Statistics.Total(-20, 1));
        assertThat(all.byReason().get("Sorry")).isEqualTo(new Statistics.Total(10, 1));
        assertThat(all.byType()).doesNotContainKeys(Transaction.Type.HOLD, Transaction.Type.RELEASE);
        assertThat(all.total().credits())
                .isEqualTo(all(user, Selection.ALL).getLast().after())
                .isEqualTo(all.byReason().values().stream()
                        .mapToLong(Statistics.Total::credits)
                        .sum());
        assertThat(none.total().count()).isZero();
    }

    @Test
    void the_books_of_all_accounts_add_up_to_zero() {
        Books before = join(statements.books());

        store(user, everyKind());
        UserId waste = new UserId("waste-" + UUID.randomUUID());
        store(waste, new AccountEvent.Wasted("room/1/1", 7, "lost attempt", at(0)));

        Books after = join(statements.books());
        assertThat(after.sum()).isZero();
        assertThat(after.accounts() - before.accounts()).isEqualTo(75);
        assertThat(after.provider() - before.provider()).isEqualTo(5 + 7);
        assertThat(after.waste() - before.waste()).isEqualTo(-7);
        assertThat(all(waste, Selection.ALL)).extracting(Transaction::type).containsExactly(Transaction.Type.WASTE);
    }

    @Test
    void a_rebuild_brings_back_the_same_rows_and_counts_balances_that_were_not_kept() throws Exception {
        UserId old = new UserId("old-" + user);
        store(old, old("a", 100, 0), held("room/1", 30, 1));
        store(old, new AccountEvent.Settled(new HoldId("room/1"), 20, "turn room/1", at(2), null, 0, null, null));
        store(old, old("b", 5, 3), old("c", 6, 4));
        store(user, everyKind());
        List<Transaction> before = all(user, EVERYTHING);
        List<Transaction> beforeOld = all(old, EVERYTHING);
        assertThat(beforeOld).extracting(Transaction::after).containsExactly(100L, 100L, 80L, 85L, 91L);
        Database.of(kit.system()).write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("DELETE FROM \"account_transaction\" WHERE \"credits\" > 0");
                return statement.executeUpdate("UPDATE \"account_transaction\" SET \"after\" = 1");
            }
        });

        List<String> progress = new ArrayList<>();
        join(Rebuild.of(kit.system()).run(progress::add));

        assertThat(all(user, EVERYTHING)).isEqualTo(before);
        assertThat(all(old, EVERYTHING)).isEqualTo(beforeOld);
        assertThat(progress).anySatisfy(line -> assertThat(line).startsWith("account_transaction: filled from"));
    }

    @Test
    void many_accounts_that_change_at_once_are_all_told() {
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (int n = 0; n < 60; n++)
            writes.add(Diary.write(kit, PersistenceId.of("Account", user + "-" + n), List.of(everyKind())));
        writes.forEach(StatementsTest::join);

        for (int n = 0; n < 60; n++)
            assertThat(all(new UserId(user + "-" + n), EVERYTHING))
                    .hasSize(9)
                    .last()
                    .extracting(Transaction::after)
                    .isEqualTo(75L);
    }

    @Test
    void ten_thousand_lines_are_paged_by_the_index_and_read_to_the_end() throws Exception {
        for (int chunk = 0; chunk < 10; chunk++) {
            int first = chunk * 1000;
            store(
                    user,
                    IntStream.range(first, first + 1000)
                            .mapToObj(n -> granted("g" + n, 1, n, n + 1L))
                            .toArray(Journaled[]::new));
        }

        Page<Transaction> last = join(statements.transactions(user, Selection.ALL, new Page.Request(100, 100, true)));
        assertThat(last.total()).isEqualTo(10_000);
        assertThat(last.items().getLast().after()).isEqualTo(10_000);
        assertThat(all(user, Selection.ALL))
                .hasSize(10_000)
                .last()
                .isEqualTo(last.items().getLast());
        assertThat(plan()).doesNotContainIgnoringCase("tablescan").doesNotContainIgnoringCase("seq scan");
    }

    /** How the database would find the newest lines of an account. */
    private String plan() throws Exception {
        return Database.of(kit.system()).read(connection -> {
            StringBuilder plan = new StringBuilder();
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("EXPLAIN SELECT * FROM \"account_transaction\" WHERE"
                            + " \"account\" = '" + user + "' AND \"type\" IN ('usage', 'bonus')"
                            + " ORDER BY \"sequence_number\" DESC LIMIT 20")) {
                while (rows.next()) plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        });
    }

    private List<Transaction.Type> types(Selection selection) {
        return page(selection, true).items().stream().map(Transaction::type).toList();
    }

    private Page<Transaction> page(Selection selection, boolean oldestFirst) {
        return join(statements.transactions(user, selection, new Page.Request(1, 50, oldestFirst)));
    }

    private List<Transaction> all(UserId account, Selection selection) {
        return join(statements.all(account, selection).runWith(Sink.seq(), kit.system()));
    }

    private static void store(UserId account, Journaled... events) {
        join(Diary.write(kit, PersistenceId.of("Account", account.value()), List.of(events)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
