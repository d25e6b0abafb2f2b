package parley.persistence.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Books;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Statements;
import parley.engine.ledger.Statistics;
import parley.engine.ledger.Transaction;
import parley.engine.llm.ModelRef;
import parley.persistence.database.Database;

/** Answers from the list of what happened to accounts. */
public final class TransactionList implements Statements {
    /** How many rows a long statement is read in at a time. */
    private static final int AT_ONCE = 500;

    private static final String SELECT = """
        SELECT "account", "sequence_number", "at", "type", "credits", "held",
        COALESCE("after", (SELECT "past"."after" FROM "account_transaction" "past"
        WHERE "past"."account" = "it"."account" AND "past"."sequence_number" < "it"."sequence_number"
        AND "past"."after" IS NOT NULL ORDER BY "past"."sequence_number" DESC LIMIT 1), 0),
        "reason", "description", "hold", "asked_as", "room", "agent", "model", "done_by"
        FROM "account_transaction" "it"\
        """;
    private static final String COUNT = """
        SELECT COUNT(*) FROM "account_transaction"\
        """;
    private static final String GROUPS = """
        SELECT "type", "reason", SUM("credits"), COUNT(*) FROM "account_transaction"\
        """;
    private static final String GROUPED = """
         GROUP BY "type", "reason"\
        """;
    private static final String BOOKS = """
        SELECT COALESCE(SUM("credits"), 0), COALESCE(SUM("revenue"), 0), COALESCE(SUM("provider"), 0),
        COALESCE(SUM("waste"), 0), COALESCE(SUM("promotion"), 0), COALESCE(SUM("sales"), 0)
        FROM "account_transaction" WHERE "sequence_number" > 0\
        """;

    /** What came with its user came and went elsewhere, and is told by the rows of that. */
    private static final String OPENING = "NOT COALESCE(\"asked_as\", '') = ?";

    private final Database database;

    public TransactionList(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Page<Transaction>> transactions(UserId user, Selection selection, Page.Request page) {
        Conditions conditions = Conditions.of(user, selection);
        return database.reading(connection -> new Page<>(
                page(connection, conditions, page), count(connection, conditions), page.page(), page.limit()));
    }

    private static List<Transaction> page(Connection connection, Conditions conditions, Page.Request page)
            throws SQLException {
        String order = page.oldestFirst() ? "ASC" : "DESC";
        return read(connection, conditions, order, page.limit(), page.offset());
    }

    private static List<Transaction> read(
            Connection connection, Conditions conditions, String order, int limit, long offset) throws SQLException {
        String sql = SELECT + conditions.sql() + " ORDER BY \"sequence_number\" " + order + " LIMIT ? OFFSET ?";
        List<Transaction> items = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = conditions.bind(select);
            select.setInt(next, limit);
            select.setLong(next + 1, offset);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) items.add(transaction(rows));
            }
        }
        return items;
    }

    private static long count(Connection connection, Conditions conditions) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT + conditions.sql())) {
            conditions.bind(select);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    @Override
    public CompletionStage<Statistics> statistics(UserId user, Instant from, Instant to) {
        Conditions conditions =
                Conditions.of(user, new Selection(Set.of(), null, from, to)).and(OPENING, Opening.ID);
        return database.reading(connection -> Statistics.of(from, to, groups(connection, conditions)));
    }

    private static List<Statistics.Group> groups(Connection connection, Conditions conditions) throws SQLException {
        List<Statistics.Group> groups = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(GROUPS + conditions.sql() + GROUPED)) {
            conditions.bind(select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next())
                    groups.add(new Statistics.Group(
                            type(rows.getString(1)),
                            rows.getString(2),
                            new Statistics.Total(rows.getLong(3), rows.getLong(4))));
            }
        }
        return groups;
    }

    /** Each read goes on behind the last row of the one before, so that what happens meanwhile shifts nothing. */
    @Override
    public Source<Transaction, NotUsed> all(UserId user, Selection selection) {
        Conditions conditions = Conditions.of(user, selection);
        return Source.unfoldAsync(Long.MIN_VALUE, last -> after(conditions, last)) // lists of transactions
                .mapConcat(it -> it); // transactions
    }

    private CompletionStage<Optional<Pair<Long, List<Transaction>>>> after(Conditions conditions, long last) {
        return database.reading(connection -> {
            List<Transaction> some = read(connection, conditions.after(last), "ASC", AT_ONCE, 0);
            return some.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pair.create(some.getLast().sequence(), some));
        });
    }

    @Override
    public CompletionStage<Books> books() {
        return database.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(BOOKS);
                    ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new SQLException("a sum without a row");
                return new Books(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
            }
        });
    }

    private static Transaction transaction(ResultSet row) throws SQLException {
        long credits = row.getLong(5);
        long after = row.getLong(7);
        String hold = row.getString(10);
        String model = row.getString(14);
        String by = row.getString(15);
        return new Transaction(
                new UserId(row.getString(1)),
                row.getLong(2),
                Nanos.instant(row.getLong(3)),
                type(row.getString(4)),
                credits,
                row.getLong(6),
                after - credits,
                after,
                row.getString(8),
                row.getString(9),
                hold == null ? null : new HoldId(hold),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                model == null ? null : ModelRef.of(model),
                by == null ? null : new UserId(by));
    }

    private static Transaction.Type type(String word) {
        return Transaction.Type.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
