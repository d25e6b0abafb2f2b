package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/**
 * One transaction of another server, as it was told there: it moves nothing here, and need not add up.
 *
 * @param id its name there
 * @param credits that came, or went where they are negative
 * @param after the balance that it left there
 */
public record Past(
        String id,
        Transaction.Type type,
        long credits,
        long after,
        String reason,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String description,

        Instant at) {
    /** How many one event holds at the most. */
    public static final int A_PIECE = 1_000;

    /** The longest of its texts, in characters. */
    public static final int LONGEST = 500;

    /** Far below zero, so that in a statement all of it stands before whatever happened here. */
    private static final long FIRST = -1_000_000_000_000L;

    private static final int MOST_PIECES = 100_000;

    public Past {
        if (id.length() > LONGEST
                || reason.length() > LONGEST
                || (description != null && description.length() > LONGEST))
            throw Refusal.invalid("an id, a reason and a description have at most " + LONGEST + " characters");
    }

    /** Where an entry of a piece stands in a statement: a number below zero, in the order in which they were told. */
    public static long place(int piece, int entry) {
        return FIRST + (long) piece * A_PIECE + entry;
    }

    /** Whether there can be a piece of this number. */
    static boolean fits(int piece) {
        return piece >= 0 && piece < MOST_PIECES;
    }
}
