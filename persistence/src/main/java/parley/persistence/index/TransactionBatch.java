package parley.persistence.index;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Book;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Purpose;
import parley.persistence.database.Columns;
import parley.persistence.database.Dialect;
import parley.persistence.index.TransactionRow.Told;
import parley.persistence.journal.IndexBatch;

/** One transaction's rows for the list of what happened to accounts. */
final class TransactionBatch implements IndexBatch {
    private static final String LAST = """
        SELECT "after" FROM "account_transaction" WHERE "account" = ? AND "after" IS NOT NULL
        ORDER BY "sequence_number" DESC LIMIT 1\
        """;

    /** A column, PostgreSQL's and JDBC's type for it, and what stands in it. */
    private record Column(
            String name, String type, int jdbc, Function<TransactionRow, ? extends @Nullable Object> value) {
        static Column text(String name, Function<TransactionRow, @Nullable String> value) {
            return new Column(name, "text", Types.VARCHAR, value);
        }

        static Column number(String name, Function<TransactionRow, @Nullable Long> value) {
            return new Column(name, "int8", Types.BIGINT, value);
        }

        static Column book(Book book) {
            return number(book.name().toLowerCase(Locale.ROOT), row -> row.sum(book));
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.text("account", TransactionRow::account),
            Column.number("sequence_number", TransactionRow::sequenceNumber),
            Column.number("at", row -> Nanos.of(row.at())),
            Column.text("type", row -> row.type().word()),
            Column.number("credits", TransactionRow::credits),
            Column.number("held", row -> row.sum(Book.HELD)),
            Column.number("after", TransactionRow::after),
            Column.text("reason", row -> row.told().reason()),
            Column.text("description", row -> row.told().description()),
            Column.text("hold", row -> text(row.told(), Told::hold, HoldId::value)),
            Column.text("asked_as", row -> row.told().askedAs()),
            Column.text("room", row -> text(row.told(), Told::purpose, Purpose::room)),
            Column.text("agent", row -> text(row.told(), Told::purpose, Purpose::agent)),
            Column.text("model", TransactionRow::model),
            Column.text("done_by", row -> text(row.told(), Told::by, UserId::value)),
            Column.book(Book.REVENUE),
            Column.book(Book.PROVIDER),
            Column.book(Book.WASTE),
            Column.book(Book.PROMOTION),
            Column.book(Book.SALES));

    private static final String INTO = "INSERT INTO \"account_transaction\" "
            + COLUMNS.stream().map(it -> "\"" + it.name + "\"").collect(joining(", ", "(", ")"));
    private static final String INSERT =
            INTO + COLUMNS.stream().map(it -> "?").collect(joining(", ", " VALUES (", ")"));
    private static final String INSERT_BY_COLUMNS = INTO
            + COLUMNS.stream().map(it -> "?::" + it.type + "[]").collect(joining(", ", " SELECT * FROM unnest(", ")"));

    private final List<TransactionRow> rows = new ArrayList<>();

    private static <T> @Nullable String text(
            Told told, Function<Told, @Nullable T> part, Function<T, @Nullable String> text) {
        T it = part.apply(told);
        return it == null ? null : text.apply(it);
    }

    @Override
    public void add(String id, long sequenceNumber, Object event) {
        if (!(event instanceof AccountEvent happened)) return;
        if (event instanceof AccountEvent.Recalled past) rows.addAll(TransactionRow.told(id, past));
        TransactionRow row = TransactionRow.of(id, sequenceNumber, happened);
        if (row != null) rows.add(row);
    }

    @Override
    public void write(Connection connection, Dialect dialect) throws SQLException {
        if (rows.isEmpty()) return;
        balance(connection);
        if (Columns.pay(dialect, rows.size())) insertByColumns(connection);
        else insertRowByRow(connection);
    }

    /** Events of before balances were kept come only in a rebuild; their balances are counted from row to row. */
    private void balance(Connection connection) throws SQLException {
        if (rows.stream().noneMatch(TransactionRow::lacksBalance)) return;
        Map<String, Long> balances = new HashMap<>();
        for (int at = 0; at < rows.size(); at++) {
            TransactionRow row = rows.get(at);
            if (row.lacksBalance()) {
                Long before = balances.get(row.account());
                row = row.leaving((before == null ? last(connection, row.account()) : before) + row.credits());
                rows.set(at, row);
            }
            if (row.after() != null) balances.put(row.account(), row.after());
        }
    }

    private static long last(Connection connection, String account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private void insertRowByRow(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (TransactionRow row : rows) {
                for (int at = 0; at < COLUMNS.size(); at++) {
                    Column column = COLUMNS.get(at);
                    insert.setObject(at + 1, column.value.apply(row), column.jdbc);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertByColumns(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_BY_COLUMNS)) {
            Columns<TransactionRow> columns = new Columns<>(connection, insert, rows);
            for (Column column : COLUMNS) columns.bind(column.type, column.value);
            insert.executeUpdate();
        }
    }
}
