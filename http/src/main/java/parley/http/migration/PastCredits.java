package parley.http.migration;

import java.util.Locale;
import parley.engine.ledger.Past;
import parley.engine.ledger.Transaction;

/** A row of an earlier ledger: Python wrote debits as positive amounts, Node wrote usage as negative ones. */
final class PastCredits {
    private PastCredits() {}

    static Past of(Fields row) {
        String id = row.id();
        String word = row.must("transaction_type", "type").toLowerCase(Locale.ROOT);
        long amount = row.whole(0, "amount");
        boolean goes = word.equals("debit") || word.equals("usage");
        return new Past(
                Texts.cut(id, Past.LONGEST),
                type(word),
                goes ? -Math.abs(amount) : amount,
                row.whole(0, "balance_after"),
                row.text("reason").map(it -> Texts.cut(it, Past.LONGEST)).orElse(word),
                row.text("description").map(it -> Texts.cut(it, Past.LONGEST)).orElse(null),
                row.time("created_at").orElseThrow(() -> new Misfit("it has no created_at")));
    }

    private static Transaction.Type type(String word) {
        return switch (word) {
            case "debit", "usage" -> Transaction.Type.USAGE;
            case "purchase" -> Transaction.Type.PURCHASE;
            case "bonus" -> Transaction.Type.BONUS;
            case "refund" -> Transaction.Type.REFUND;
            case "refill" -> Transaction.Type.REFILL;
            case "subscription" -> Transaction.Type.SUBSCRIPTION;
            case "credit", "adjustment", "topup" -> Transaction.Type.ADJUSTMENT;
            default -> throw new Misfit("nobody here knows its transaction_type");
        };
    }
}
