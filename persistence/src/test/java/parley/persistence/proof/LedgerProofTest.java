package parley.persistence.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.persistence.proof.Tale.ADA;

import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;
import parley.persistence.index.TransactionWriter;
import parley.persistence.journal.IndexBatch;

@ParameterizedClass
@EnumSource(Store.class)
class LedgerProofTest {
    @SuppressWarnings("NullAway.Init")
    private static Database database;

    LedgerProofTest(Store store) {
        assertThat(store.name()).isEqualTo(database.dialect().name());
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        database = Database.open(DatabaseSettings.from(store.fresh()));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        database.close();
    }

    /** What was found. */
    private static final class Found implements Findings {
        final List<Difference> differences = new ArrayList<>();
        final List<Pending> pending = new ArrayList<>();

        @Override
        public void differs(Difference difference) {
            differences.add(difference);
        }

        @Override
        public void waits(Pending it) {
            pending.add(it);
        }
    }

    private static Proven proved(Tale tale, Findings findings) throws SQLException {
        database.write(connection -> {
            tale.store(connection);
            return tale;
        });
        return LedgerProof.of(database, findings);
    }

    /** The same with a list of transactions, in which something was done. */
    private static Found listed(String done) throws SQLException, IOException {
        Tale tale = new Tale();
        IndexBatch batch = new TransactionWriter().batch();
        tale.list(batch);
        database.write(connection -> {
            tale.store(connection);
            batch.write(connection, database.dialect());
            if (!done.isEmpty())
                assertThat(connection.createStatement().executeUpdate(done)).isEqualTo(1);
            return tale;
        });
        Found found = new Found();
        LedgerProof.of(database, found);
        return found;
    }

    @Test
    void a_day_that_adds_up_is_proved_and_what_is_not_charged_yet_is_no_difference() throws SQLException {
        Found found = new Found();

        Proven proven = proved(new Tale(), found);

        assertThat(found.differences).isEmpty();
        assertThat(found.pending)
                .containsExactly(
                        new Pending("tea", "turn 4", "tea/4", 5, true),
                        new Pending("tea", "turn 5", "tea/5", 7, false));
        assertThat(proven.clean()).isTrue();
        assertThat(proven.accounts()).isEqualTo(4);
        assertThat(proven.events()).isEqualTo(56);
        assertThat(proven.holds()).isEqualTo(7);
        assertThat(proven.charges()).isEqualTo(4);
        assertThat(proven.pending()).isEqualTo(2);
        assertThat(proven.text()).endsWith("2 pending: all adds up");
        assertThat(proven.books().values().stream().reduce(BigInteger.ZERO, BigInteger::add))
                .isZero();
        assertThat(proven.books()).containsEntry("HELD", BigInteger.valueOf(7));
    }

    @Test
    void an_empty_journal_is_proved() throws SQLException {
        database.write(connection -> connection.createStatement().executeUpdate("DELETE FROM \"event_journal\""));
        database.write(connection -> connection.createStatement().executeUpdate("DELETE FROM \"snapshot\""));

        assertThat(LedgerProof.of(database, new Found()).clean()).isTrue();
    }

    static Stream<Corruption> corruptions() {
        return Stream.concat(LedgerCorruptions.all(), RoomCorruptions.all());
    }

    @ParameterizedTest
    @MethodSource("corruptions")
    void names_the_place_where(Corruption corruption) throws SQLException {
        Found found = new Found();

        Proven proven = proved(corruption.done().apply(new Tale()), found);

        assertThat(proven.clean()).isFalse();
        assertThat(proven.differences()).isEqualTo(found.differences.size());
        assertThat(found.differences)
                .extracting(Difference::text)
                .as(corruption.name())
                .anyMatch(it -> it.startsWith(corruption.place() + ": "));
    }

    @Test
    void all_books_together_show_credits_out_of_nowhere() throws SQLException {
        Found found = new Found();
        Tale tale = new Tale()
                .change(ADA, "held {hold:'tea/5'", "{grant:'welcome',credits:7}", "{grant:'welcome',credits:6}");

        proved(tale, found);

        assertThat(found.differences)
                .extracting(Difference::text)
                .contains("platform all, event 0, books: all books together add up to 1");
    }

    @Test
    void a_statement_agrees_with_the_journal() throws SQLException, IOException {
        assertThat(listed("").differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        UPDATE "account_transaction" SET "credits" = 3 WHERE "account" = 'ada' AND "sequence_number" = 5 | ada, event 5, account.settled
        UPDATE "account_transaction" SET "after" = 3 WHERE "account" = 'ada' AND "sequence_number" = 7 | ada, event 7, account.settled
        UPDATE "account_transaction" SET "held" = 3 WHERE "account" = 'ada' AND "sequence_number" = 3 | ada, event 3, account.held
        UPDATE "account_transaction" SET "waste" = 1 WHERE "account" = 'platform.waste' AND "sequence_number" = 1 | platform.waste, event 1, account.wasted
        DELETE FROM "account_transaction" WHERE "account" = 'old' AND "sequence_number" = 4 | old, event 4, account.settled
        UPDATE "account_transaction" SET "credits" = -31 WHERE "account" = 'eve' AND "sequence_number" = -999999999999 | eve, event 1, account.recalled
        DELETE FROM "account_transaction" WHERE "account" = 'eve' AND "sequence_number" = -999999999000 | eve, event 2, account.recalled
        UPDATE "account_transaction" SET "promotion" = 1 WHERE "account" = 'eve' AND "sequence_number" = 3 | eve, event 3, account.opened
        UPDATE "account_transaction" SET "sequence_number" = -5 WHERE "account" = 'old' AND "sequence_number" = 6 | old, event -5, statement
        INSERT INTO "account_transaction" SELECT "account", -7, "at", "type", "credits", "held", "after", "reason", "description", "hold", "asked_as", "room", "agent", "model", "done_by", "revenue", "provider", "waste", "promotion", "sales" FROM "account_transaction" WHERE "account" = 'eve' AND "sequence_number" = 3 | eve, event 3, account.opened
        UPDATE "account_transaction" SET "sequence_number" = 99 WHERE "account" = 'old' AND "sequence_number" = 6 | old, event 99, statement
        """)
    void names_the_line_of_a_statement_that_is_wrong(String done, String place) throws SQLException, IOException {
        assertThat(listed(done).differences)
                .extracting(Difference::text)
                .anyMatch(it -> it.startsWith("account " + place + ": "));
    }
}
