package parley.http.chatsparty;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.ledger.Transaction;

/** One transaction. What came is positive and what went is negative, so that all amounts make the balance. */
record CreditLine(
        String id,
        String userId,
        long amount,
        String transactionType,
        String reason,
        @Nullable String description,
        Details metadata,
        long balanceAfter,
        Instant createdAt) {
    /** What it was for. */
    record Details(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String conversationId,
            @Nullable String agentId) {}

    static CreditLine of(Transaction it) {
        return new CreditLine(
                it.id(),
                it.account().value(),
                it.credits(),
                word(it.type()),
                it.reason(),
                it.description(),
                new Details(
                        it.model() == null ? null : it.model().provider(),
                        it.model() == null ? null : it.model().model(),
                        it.room(),
                        it.agent()),
                it.after(),
                it.at());
    }

    /** The clients know fewer kinds than there are. */
    static String word(Transaction.Type type) {
        return switch (type) {
            case WELCOME -> Transaction.Type.BONUS.word();
            case EXPIRY, DEDUCTION, WASTE -> Transaction.Type.ADJUSTMENT.word();
            default -> type.word();
        };
    }

    /** The kinds that a client means by a word; {@code debit} and {@code credit} are the earlier era's. */
    static Set<Transaction.Type> types(String word) {
        return switch (word) {
            case "usage", "debit" -> Set.of(Transaction.Type.USAGE);
            case "purchase", "topup" -> Set.of(Transaction.Type.PURCHASE);
            case "refund" -> Set.of(Transaction.Type.REFUND);
            case "bonus" -> Set.of(Transaction.Type.BONUS, Transaction.Type.WELCOME);
            case "subscription" -> Set.of(Transaction.Type.SUBSCRIPTION);
            case "refill" -> Set.of(Transaction.Type.REFILL);
            case "adjustment" ->
                Set.of(Transaction.Type.ADJUSTMENT, Transaction.Type.DEDUCTION, Transaction.Type.EXPIRY);
            case "credit" ->
                Set.of(
                        Transaction.Type.WELCOME,
                        Transaction.Type.PURCHASE,
                        Transaction.Type.BONUS,
                        Transaction.Type.REFILL,
                        Transaction.Type.SUBSCRIPTION,
                        Transaction.Type.ADJUSTMENT,
                        Transaction.Type.REFUND);
            default ->
                throw Refusal.invalid(
                        "transactionType must be purchase, usage, refund, bonus, subscription, refill or adjustment");
        };
    }
}
