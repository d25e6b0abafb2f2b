package parley.persistence.proof;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a proof came to.
 *
 * @param events of accounts and conversations that were read
 * @param holds made
 * @param charges settled
 * @param books what stands on each kind of book, all accounts together; they add up to zero
 */
public record Proven(
        long accounts,
        long events,
        long holds,
        long charges,
        long pending,
        long differences,
        Map<String, BigInteger> books) {
    public Proven {
        books = Collections.unmodifiableMap(new TreeMap<>(books));
    }

    public boolean clean() {
        return differences == 0;
    }

    /** One line for a person. */
    public String text() {
        return accounts + " accounts, " + events + " events, " + holds + " holds, " + charges + " charges, " + pending
                + " pending: " + (differences == 0 ? "all adds up" : differences + " differences");
    }
}
