package parley.engine.ledger;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/**
 * Which transactions of an account are asked for.
 *
 * @param types never empty
 * @param reason exactly this one; absent for all
 * @param from not before this
 * @param to before this
 */
public record Selection(
        Set<Transaction.Type> types,
        @Nullable String reason,
        @Nullable Instant from,
        @Nullable Instant to) {
    private static final Set<Transaction.Type> CHANGES = Stream.of(Transaction.Type.values())
            .filter(Transaction.Type::changesBalance)
            .collect(Collectors.toUnmodifiableSet());

    /** Whatever changes a balance. */
    public static final Selection ALL = new Selection(Set.of(), null, null, null);

    /** Without types, all that change a balance: holds and releases are told where they are asked for by name. */
    public Selection {
        types = types.isEmpty() ? CHANGES : Set.copyOf(types);
        checkPeriod(from, to);
    }

    /** Refuses a period that ends before it begins. */
    public static void checkPeriod(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && to.isBefore(from)) throw Refusal.invalid("to must not be before from");
    }
}
