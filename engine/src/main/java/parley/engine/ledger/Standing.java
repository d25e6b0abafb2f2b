package parley.engine.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/**
 * An account in full.
 *
 * @param grants of which something is left or held, in the order in which they are used
 * @param holds what is set aside, oldest first
 * @param budgets oldest first
 * @param plan what the user had subscribed to on another server
 */
public record Standing(
        Balance balance,
        List<Grant> grants,
        List<Hold> holds,
        List<Budget> budgets,
        @Nullable String plan) implements Message {
    public Standing {
        grants = List.copyOf(grants);
        holds = List.copyOf(holds);
        budgets = List.copyOf(budgets);
    }

    public Standing(Balance balance, List<Grant> grants, List<Hold> holds, List<Budget> budgets) {
        this(balance, grants, holds, budgets, null);
    }
}
