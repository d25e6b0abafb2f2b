package parley.http.edge;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RetryAfter;
import org.apache.pekko.http.javadsl.server.Route;

/** Lets each client try so many times a minute: what is behind it costs a password hash or guesses at one. */
public final class Throttle {
    private static final int MOST_CLIENTS = 50_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final LoadingCache<String, Bucket> buckets;

    public Throttle(ThrottleSettings settings) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(client -> bucket(settings));
    }

    private static Bucket bucket(ThrottleSettings settings) {
        return Bucket.builder()
                .addLimit(it -> it.capacity(settings.burst()).refillGreedy(settings.perMinute(), Duration.ofMinutes(1)))
                .build();
    }

    /** Goes on if the client has not been here too often; 429 with Retry-After where it has. */
    public Route throttled(Supplier<Route> inner) {
        return extractRequest(request -> {
            take(client(request));
            return inner.get();
        });
    }

    /** Counts one more of what this one may do only so often; a Problem with Retry-After where it was too often. */
    public void take(String who) {
        ConsumptionProbe probe = buckets.get(who).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw tooMany(probe);
    }

    /** The address at the other end of the socket; what a header says about it could be anybody's invention. */
    private static String client(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(Object::toString)
                .orElse("unknown");
    }

    private static Problem tooMany(ConsumptionProbe probe) {
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        return new Problem(
                StatusCodes.TOO_MANY_REQUESTS,
                "too_many_requests",
                "too many attempts; try again in " + seconds + " s",
                RetryAfter.create(seconds));
    }
}
