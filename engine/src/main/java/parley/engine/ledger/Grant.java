package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/**
 * Credits that were given at one time.
 *
 * @param grant its id, once for ever
 * @param left of it, neither spent nor held
 * @param priority lower ones are used first
 * @param expires when what is left of it is lost; absent where it is kept for ever
 */
public record Grant(
        String grant,
        GrantType type,
        long left,
        int priority,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expires,

        Instant at)
        implements Message {
    /** In which order grants are used: by priority, then the earliest to expire, then the oldest. */
    static final Comparator<Grant> ORDER = Comparator.comparingInt(Grant::priority)
            .thenComparing(Grant::expires, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Grant::at);

    Grant plus(long credits) {
        return new Grant(grant, type, left + credits, priority, expires, at);
    }

    boolean expired(Instant now) {
        Instant end = expires;
        return end != null && !now.isBefore(end);
    }
}
