package parley.persistence.proof;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the statement of an account shows of one event.
 *
 * @param credits by which the balance changed
 * @param held by which the held credits did
 * @param after the balance; absent where it did not change
 * @param books the platform's side, where it moved
 */
record Line(long credits, long held, @Nullable Long after, Map<String, Long> books) {
    Line {
        books = new TreeMap<>(books);
        books.values().removeIf(it -> it == 0);
    }

    /** Whether an event has a line at all. */
    static boolean due(String type) {
        return !type.startsWith("account.budget-") && !type.equals("account.recalled");
    }

    /** Whether this is what the journal comes to; {@code after} is not kept of every event, {@code held} not of old ones. */
    boolean shows(Line folded, boolean holdsKept) {
        return credits == folded.credits
                && (!holdsKept || held == folded.held)
                && (after == null || after.equals(folded.after))
                && books.equals(folded.books);
    }
}
