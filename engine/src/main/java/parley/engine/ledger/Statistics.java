package parley.engine.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came to an account and went from it in a period.
 *
 * @param from not before this
 * @param to before this
 * @param byType only those that happened
 * @param byReason by the reasons' own order
 */
public record Statistics(Instant from, Instant to, Map<Transaction.Type, Total> byType, Map<String, Total> byReason) {
    public Statistics {
        byType = Collections.unmodifiableMap(new TreeMap<>(byType));
        byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
    }

    /** So many transactions and what they come to, signed. */
    public record Total(long credits, long count) {
        static final Total NONE = new Total(0, 0);

        Total plus(Total other) {
            return new Total(credits + other.credits, count + other.count);
        }
    }

    /** What the transactions of one type and reason come to. */
    public record Group(Transaction.Type type, String reason, Total total) {}

    /** Adds groups up, each once for its type and once for its reason. */
    public static Statistics of(Instant from, Instant to, List<Group> groups) {
        Map<Transaction.Type, Total> types = new EnumMap<>(Transaction.Type.class);
        Map<String, Total> reasons = new TreeMap<>();
        for (Group group : groups) {
            types.merge(group.type, group.total, Total::plus);
            reasons.merge(group.reason, group.total, Total::plus);
        }
        return new Statistics(from, to, types, reasons);
    }

    /** All of them together: by so much the balance changed. */
    public Total total() {
        return byType.values().stream().reduce(Total.NONE, Total::plus);
    }

    /** One type's; nothing where none happened. */
    public Total of(Transaction.Type type) {
        return byType.getOrDefault(type, Total.NONE);
    }
}
