package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.RetryAfter;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.Problem;

/**
 * Lets each client send so many requests that cost something within a window: talks, characters and uploads together,
 * speech by itself (contract §7.4). Whatever only reads, switches or removes is never counted. A client is an address, or
 * a token at an address, and one that has not been here for a window is forgotten.
 */
final class Turnstile {
    private static final int MOST_CLIENTS = 50_000;
    private static final Pattern TALK = Pattern.compile("/api/(chat/stream|characters(/upload)?|models/upload)");
    private static final Pattern SPEECH =
            Pattern.compile("/api/tts/(generate|stream|visemes|clone)|/generate(-stream|-visemes)?");
    /** ChatsParty's clients send what they say here, too, by their own rules; they always have a token. */
    private static final String SHARED = "/api/chat";

    private final CompanionSettings.Limit limit;
    private final LoadingCache<String, Bucket> buckets;

    Turnstile(CompanionSettings.Limit limit) {
        this.limit = limit;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(limit.window())
                .build(_ -> Bucket.builder()
                        .addLimit(
                                it -> it.capacity(limit.requests()).refillIntervally(limit.requests(), limit.window()))
                        .build());
    }

    /** Counts whatever is counted on its way in; 429 with Retry-After for what is too much. */
    Route around(Route inner) {
        return extractRequest(request -> counted(request)
                .map(kind -> {
                    List<HttpHeader> told = taken(kind + " " + client(request));
                    return mapResponse(it -> it.addHeaders(told), () -> inner);
                })
                .orElse(inner));
    }

    private static Optional<String> counted(HttpRequest request) {
        if (!request.method().equals(HttpMethods.POST)) return Optional.empty();
        String path = request.getUri().path();
        if (SPEECH.matcher(path).matches()) return Optional.of("speech");
        boolean talk = path.equals(SHARED)
                ? request.getHeader("Authorization").isEmpty()
                : TALK.matcher(path).matches();
        return talk ? Optional.of("talk") : Optional.empty();
    }

    private List<HttpHeader> taken(String bucket) {
        ConsumptionProbe probe = buckets.get(bucket).tryConsumeAndReturnRemaining(1);
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset());
        List<HttpHeader> told = List.of(
                header(
                        "RateLimit-Policy",
                        limit.requests() + ";w=" + limit.window().toSeconds()),
                header("RateLimit-Limit", String.valueOf(limit.requests())),
                header("RateLimit-Remaining", String.valueOf(probe.getRemainingTokens())),
                header("RateLimit-Reset", String.valueOf(seconds)));
        if (!probe.isConsumed())
            throw tooMany(1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()), told);
        return told;
    }

    private Problem tooMany(long seconds, List<HttpHeader> told) {
        List<HttpHeader> headers = new ArrayList<>(told);
        headers.add(RetryAfter.create(seconds));
        return new Problem(
                StatusCodes.TOO_MANY_REQUESTS,
                "too_many_requests",
                "more than " + limit.requests() + " requests in "
                        + limit.window().toSeconds() + " s; try again in " + seconds + " s",
                headers.toArray(HttpHeader[]::new));
    }

    private static HttpHeader header(String name, String value) {
        return RawHeader.create(name, value);
    }

    /** A token is known by a digest of it. */
    private static String client(HttpRequest request) {
        return Visitors.address(request)
                + request.getHeader("Authorization")
                        .map(it -> " " + UUID.nameUUIDFromBytes(it.value().getBytes(StandardCharsets.UTF_8)))
                        .orElse("");
    }
}
