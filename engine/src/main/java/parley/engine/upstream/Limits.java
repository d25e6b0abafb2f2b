package parley.engine.upstream;

import org.jspecify.annotations.Nullable;

/**
 * How much one line may be asked.
 *
 * @param concurrency answers at the same time
 * @param requestsPerMinute requests in any minute; 0 for as many as there are
 * @param queue requests that may wait for a place; more are turned away
 */
public record Limits(int concurrency, int requestsPerMinute, int queue) {
    public Limits {
        if (concurrency < 1) throw new IllegalArgumentException("a line has at least one place");
        if (requestsPerMinute < 0 || queue < 0) throw new IllegalArgumentException("a limit is not below 0");
    }

    /** The same where somebody asks for others. */
    public Limits with(@Nullable Integer places, @Nullable Integer perMinute) {
        return new Limits(
                places == null ? concurrency : places, perMinute == null ? requestsPerMinute : perMinute, queue);
    }
}
