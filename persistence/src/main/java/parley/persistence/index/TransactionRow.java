package parley.persistence.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Book;
import parley.engine.ledger.Entry;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Opening;
import parley.engine.ledger.Past;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Transaction;

/**
 * One row of the list of transactions.
 *
 * @param after absent where only holds changed, and where the event is of before balances were kept
 */
record TransactionRow(
        String account,
        long sequenceNumber,
        Instant at,
        Transaction.Type type,
        Map<Book, Long> sums,
        @Nullable Long after,
        Told told) {
    /** What the event says beyond its amounts. */
    record Told(
            String reason,
            @Nullable String description,
            @Nullable HoldId hold,
            @Nullable String askedAs,
            @Nullable Purpose purpose,
            @Nullable UserId by) {
        static Told of(String reason, String askedAs, @Nullable UserId by) {
            return new Told(reason, null, null, askedAs, null, by);
        }

        static Told of(String reason, @Nullable String description, HoldId hold, @Nullable Purpose purpose) {
            return new Told(purpose == null ? reason : purpose.reason(), description, hold, null, purpose, null);
        }
    }

    private static final Told OPENING = Told.of(Opening.REASON, Opening.ID, null);

    /** The rows of what another server told: they change the books of nobody. */
    static List<TransactionRow> told(String account, AccountEvent.Recalled event) {
        List<TransactionRow> rows = new ArrayList<>();
        for (int at = 0; at < event.told().size(); at++) {
            Past it = event.told().get(at);
            rows.add(new TransactionRow(
                    account,
                    Past.place(event.piece(), at),
                    it.at(),
                    it.type(),
                    Map.of(Book.AVAILABLE, it.credits()),
                    it.after(),
                    new Told(it.reason(), it.description(), null, it.id(), null, null)));
        }
        return rows;
    }

    /** The row that an event makes; absent for those that move no credits. */
    static @Nullable TransactionRow of(String account, long sequence, AccountEvent event) {
        return switch (event) {
            case AccountEvent.Opened it -> row(account, sequence, it, Transaction.Type.ADJUSTMENT, it.after(), OPENING);
            case AccountEvent.Recalled _ -> null;
            case AccountEvent.Granted it ->
                row(
                        account,
                        sequence,
                        it,
                        Transaction.Type.of(it.kind()),
                        it.after(),
                        Told.of(it.reason(), it.grant(), it.by()));
            case AccountEvent.Expired it ->
                row(account, sequence, it, Transaction.Type.EXPIRY, it.after(), Told.of("expired", it.grant(), null));
            case AccountEvent.Held it ->
                row(account, sequence, it, Transaction.Type.HOLD, null, Told.of("hold", null, it.hold(), it.purpose()));
            case AccountEvent.Extended it ->
                row(account, sequence, it, Transaction.Type.HOLD, null, Told.of("hold", null, it.hold(), null));
            case AccountEvent.Released it ->
                row(account, sequence, it, Transaction.Type.RELEASE, null, Told.of("release", null, it.hold(), null));
            case AccountEvent.Settled it ->
                row(
                        account,
                        sequence,
                        it,
                        Transaction.Type.USAGE,
                        it.after(),
                        Told.of("usage", it.reason(), it.hold(), it.purpose()));
            case AccountEvent.Refunded it ->
                row(account, sequence, it, Transaction.Type.REFUND, it.after(), refund(it));
            case AccountEvent.Deducted it ->
                row(
                        account,
                        sequence,
                        it,
                        Transaction.Type.DEDUCTION,
                        it.after(),
                        Told.of(it.reason(), it.deduction(), it.by()));
            case AccountEvent.Wasted it ->
                row(account, sequence, it, Transaction.Type.WASTE, null, Told.of(it.reason(), it.entry(), null));
            case AccountEvent.BudgetSet _, AccountEvent.BudgetRemoved _ -> null;
        };
    }

    private static Told refund(AccountEvent.Refunded it) {
        return new Told(it.reason(), null, it.hold(), it.refund(), null, it.by());
    }

    private static TransactionRow row(
            String account, long sequence, AccountEvent event, Transaction.Type type, @Nullable Long after, Told told) {
        Map<Book, Long> sums = new EnumMap<>(Book.class);
        for (Entry entry : event.entries()) sums.merge(entry.book(), entry.credits(), Long::sum);
        return new TransactionRow(account, sequence, event.at(), type, sums, after, told);
    }

    long sum(Book book) {
        return sums.getOrDefault(book, 0L);
    }

    /** By how much the balance changed. */
    long credits() {
        return sum(Book.AVAILABLE) + sum(Book.HELD);
    }

    /** Whether its balance has to be counted from the row before, for the event did not keep it. */
    boolean lacksBalance() {
        return after == null && type.changesBalance() && type != Transaction.Type.WASTE;
    }

    TransactionRow leaving(long balance) {
        return new TransactionRow(account, sequenceNumber, at, type, sums, balance, told);
    }

    @Nullable
    String model() {
        Purpose purpose = told.purpose();
        return purpose == null ? null : purpose.model().toString();
    }
}
