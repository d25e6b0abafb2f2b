package parley.engine.connection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a connection; what is null stays as it is.
 *
 * @param maxConcurrent a new limit; 0 for none of its own, and so for {@code requestsPerMinute}
 * @param base the new address, where {@code rebased}; null for the usual one of the provider
 */
public record ConnectionChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable String provider,
        @Nullable String model,
        boolean rebased,
        @Nullable URI base,
        @Nullable Boolean active,
        @Nullable Boolean preferred,
        @Nullable Integer maxConcurrent,
        @Nullable Integer requestsPerMinute) {
    /** A change that leaves the limits as they are. */
    public ConnectionChange(
            @Nullable String name,
            @Nullable String description,
            @Nullable String provider,
            @Nullable String model,
            boolean rebased,
            @Nullable URI base,
            @Nullable Boolean active,
            @Nullable Boolean preferred) {
        this(name, description, provider, model, rebased, base, active, preferred, null, null);
    }

    Wiring appliedTo(Wiring it) {
        return new Wiring(
                name == null ? it.name() : name,
                description == null ? it.description() : description,
                provider == null ? it.provider() : provider,
                model == null ? it.model() : model,
                rebased ? base : it.base(),
                active == null ? it.active() : active,
                limit(maxConcurrent, it.maxConcurrent()),
                limit(requestsPerMinute, it.requestsPerMinute()));
    }

    private static @Nullable Integer limit(@Nullable Integer wanted, @Nullable Integer now) {
        if (wanted == null) return now;
        return wanted == 0 ? null : wanted;
    }
}
