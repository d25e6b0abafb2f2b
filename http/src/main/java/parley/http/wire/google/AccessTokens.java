package parley.http.wire.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.model.FormData;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.japi.Pair;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Endpoint;
import parley.http.wire.Inquiry;
import parley.http.wire.WireSettings;

/**
 * Tokens of service accounts, kept until shortly before they end; however many ask at once, one asks Google. It may be
 * used from everywhere, and all wires of a server share one.
 */
public final class AccessTokens {
    /** A token that ends within this time is not begun with. */
    private static final Duration EARLY = Duration.ofMinutes(5);
    /** How long a token lasts where that is not said. */
    private static final long USUAL_SECONDS = 600;

    private static final int MOST_ACCOUNTS = 1000;
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final WireSettings settings;
    private final Duration within;
    private final ClientTransport transport;
    private final ClassicActorSystemProvider system;
    private final Clock clock;
    private final Map<String, CompletableFuture<Token>> held = new ConcurrentHashMap<>();

    /** A token, and when it ends. */
    private record Token(Secret text, Instant end) {}

    public AccessTokens(
            WireSettings settings,
            Duration within,
            ClientTransport transport,
            ClassicActorSystemProvider system,
            Clock clock) {
        this.settings = settings;
        this.within = within;
        this.transport = transport;
        this.system = system;
        this.clock = clock;
    }

    /** A token for the account whose file is the endpoint's key; fails with a ModelFailure that says nothing of it. */
    CompletionStage<Secret> token(Endpoint endpoint) {
        Secret file = endpoint.key().orElse(new Secret(""));
        Optional<ServiceAccount> account = ServiceAccount.of(file);
        if (account.isEmpty())
            return refused(endpoint.provider() + " wants the JSON of a service account's key, and this is none");
        if (!account.get().trusts(endpoint.base()))
            return refused(endpoint.provider() + " has a key whose token_uri is not Google's");
        if (held.size() >= MOST_ACCOUNTS) held.values().removeIf(it -> it.isDone() && !lasts(it));
        return held.compute(name(file), (_, before) -> lasts(before) ? before : asked(endpoint, account.get()))
                .thenApply(Token::text);
    }

    /** What is held for the endpoint at this moment, so that nobody tells it. */
    Optional<Secret> heldFor(Endpoint endpoint) {
        return endpoint.key()
                .map(it -> held.get(name(it)))
                .filter(it -> it.isDone() && !it.isCompletedExceptionally())
                .map(it -> it.join().text());
    }

    private boolean lasts(@Nullable CompletableFuture<Token> token) {
        if (token == null || token.isCompletedExceptionally()) return false;
        return !token.isDone() || clock.instant().isBefore(token.join().end().minus(EARLY));
    }

    private CompletableFuture<Token> asked(Endpoint endpoint, ServiceAccount account) {
        Instant now = clock.instant();
        URI to = account.tokens();
        // The endpoint of the question has no key: nothing but the signed word goes there.
        Inquiry inquiry = new Inquiry(
                new Endpoint(endpoint.provider(), to, Optional.empty()), settings, within, transport, system);
        try {
            HttpRequest request = HttpRequest.POST(
                            Optional.ofNullable(to.getRawPath()).orElse("/"))
                    .withEntity(FormData.create(
                                    Pair.create("grant_type", GRANT), Pair.create("assertion", account.assertion(now)))
                            .toEntity());
            return inquiry.answered(request, it -> read(it, now))
                    .exceptionallyCompose(it -> CompletableFuture.failedFuture(told(endpoint, it)))
                    .toCompletableFuture();
        } catch (JOSEException | IllegalArgumentException _) {
            return CompletableFuture.failedFuture(
                    new ModelFailure.Unauthorized(endpoint.provider() + " has a key that does not sign"));
        }
    }

    private static Token read(JsonNode answer, Instant now) {
        String text = answer.path("access_token").asText("");
        if (text.isEmpty() || !text.chars().allMatch(it -> it > ' ' && it < 127))
            throw new ModelFailure.Unauthorized("Google gave no token for this key");
        long seconds = answer.path("expires_in").asLong(USUAL_SECONDS);
        return new Token(
                new Secret(text),
                now.plusSeconds(Math.clamp(seconds, 0, Duration.ofDays(1).toSeconds())));
    }

    /** The same kind of failure without the words of the other side, which may hold parts of the key. */
    private static ModelFailure told(Endpoint endpoint, Throwable failure) {
        String name = endpoint.provider() + ", where it gives tokens,";
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case ModelFailure.Throttled it -> new ModelFailure.Throttled(name + " asks to wait", it.retryAfter());
            case ModelFailure.Rejected it when isOurs(it) -> it;
            case ModelFailure.Refused _ ->
                new ModelFailure.Unauthorized(endpoint.provider() + " does not accept the key");
            case ModelFailure.Overloaded _ -> new ModelFailure.Overloaded(name + " is in trouble");
            case ModelFailure.TimedOut _ -> new ModelFailure.TimedOut(name + " stayed silent for too long");
            default -> new ModelFailure.Unreachable(name + " cannot be reached");
        };
    }

    /** The refusal to connect to an address is this server's own, and says so. */
    private static boolean isOurs(ModelFailure.Rejected failure) {
        return String.valueOf(failure.getMessage()).contains("not on the open internet");
    }

    private static CompletionStage<Secret> refused(String why) {
        return CompletableFuture.failedFuture(new ModelFailure.Unauthorized(why));
    }

    private static String name(Secret file) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(file.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
