package parley.engine.connection;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;

/**
 * A connection with its key in hand, for one call; it is never stored and never sent to another node.
 *
 * @param maxConcurrent how many answers may be under way through it at once; absent for what is usual
 * @param requestsPerMinute how many answers may begin in a minute; absent for any number
 */
public record Access(
        String provider,
        String model,
        @Nullable URI base,
        boolean active,
        Optional<Secret> key,
        @Nullable Integer maxConcurrent,
        @Nullable Integer requestsPerMinute) {
    /** One without limits of its own. */
    public Access(String provider, String model, @Nullable URI base, boolean active, Optional<Secret> key) {
        this(provider, model, base, active, key, null, null);
    }

    Access with(@Nullable String other) {
        return other == null ? this : new Access(provider, other, base, active, key, maxConcurrent, requestsPerMinute);
    }
}
