package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.Identity;
import parley.engine.user.Introduction;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;
import parley.http.edge.Keyring;

/**
 * Who asks: the user of a token, or else a guest, one user for each address that requests come from, or for each name in
 * the Companion's own tokens (contract §7.5). A guest is a user like any other, whose things nobody else sees, but nobody
 * can sign in as one.
 */
final class Visitors {
    private static final String AUTHORIZATION = "Authorization";
    private static final String SCHEME = "Bearer ";
    private static final int MOST = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Users users;
    private final Keyring keyring;
    private final GuestSettings guests;
    private final GuestCredits credits;
    private final AsyncLoadingCache<String, UserId> known;

    Visitors(Users users, Keyring keyring, GuestSettings guests, GuestCredits credits) {
        this.users = users;
        this.keyring = keyring;
        this.guests = guests;
        this.credits = credits;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .buildAsync((name, _) -> guest(users, name));
    }

    /** Goes on with whoever asks; UNAUTHENTICATED with a token that is not good, or without one where guests are kept out. */
    Route visiting(Function<UserId, Route> inner) {
        return extractRequest(request -> {
            Optional<String> named = token(request).flatMap(keyring::named).filter(_ -> guests.byName());
            if (named.isEmpty() && hasToken(request)) return keyring.signedIn().signedIn(inner);
            return onSuccess(who(request, named), inner);
        });
    }

    /** Goes on with whoever asks, or with nobody where that cannot be told; never refuses and never fails. */
    Route perhaps(Function<Optional<UserId>, Route> inner) {
        return extractRequest(request -> {
            Optional<String> named = token(request).flatMap(keyring::named).filter(_ -> guests.byName());
            return onSuccess(who(request, named).thenApply(Optional::of).exceptionally(_ -> Optional.empty()), inner);
        });
    }

    private CompletableFuture<UserId> who(HttpRequest request, Optional<String> named) {
        if (named.isPresent()) return stranger(request, named.get());
        if (hasToken(request))
            return keyring.signedIn().user(token(request).orElse("")).toCompletableFuture();
        return isWelcome(request)
                ? topped(request, known.get(address(request)))
                : CompletableFuture.failedFuture(Refusal.unauthenticated(
                        "guests are not let in here: send a token as Authorization: Bearer <token>"));
    }

    /** Whom the Companion's own token names: a user who is known here by their own right, or else a guest of that name. */
    private CompletableFuture<UserId> stranger(HttpRequest request, String name) {
        return isUser(name)
                .thenCompose(it -> it
                        ? keyring.signedIn().user(token(request).orElse(""))
                        : topped(request, known.get("token " + name)));
    }

    private CompletableFuture<Boolean> isUser(String name) {
        try {
            return users.profile(new UserId(name))
                    .thenApply(_ -> true)
                    .exceptionallyCompose(failure -> isNobody(failure)
                            ? CompletableFuture.completedStage(false)
                            : CompletableFuture.failedStage(failure))
                    .toCompletableFuture();
        } catch (Refusal _) {
            return CompletableFuture.completedFuture(false); // no user has such a name
        }
    }

    private static boolean isNobody(Throwable failure) {
        return Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.NOT_FOUND)
                .isPresent();
    }

    private CompletableFuture<UserId> topped(HttpRequest request, CompletableFuture<UserId> guest) {
        return isFree(request) ? guest : guest.thenCompose(credits::topped);
    }

    private static boolean hasToken(HttpRequest request) {
        return request.getHeader(AUTHORIZATION).isPresent();
    }

    private static Optional<String> token(HttpRequest request) {
        return request.getHeader(AUTHORIZATION)
                .map(HttpHeader::value)
                .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(it -> it.substring(SCHEME.length()).strip());
    }

    private boolean isWelcome(HttpRequest request) {
        return guests.welcome()
                && (!guests.hereOnly() || Loopback.is(request.getUri().host().address()));
    }

    /** What only reads costs nothing. */
    private static boolean isFree(HttpRequest request) {
        return !request.method().equals(HttpMethods.POST);
    }

    private static CompletableFuture<UserId> guest(Users users, String known) {
        UUID name = UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8));
        return users.signIn(new Introduction(
                        new Identity("guest", name.toString()),
                        "guest-" + name + "@companion.invalid",
                        true,
                        "Guest",
                        null,
                        null))
                .thenApply(UserProfile::id)
                .toCompletableFuture();
    }

    /** The address at the other end of the socket; what a header says about it could be anybody's invention. */
    static String address(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(it -> it.getHostAddress())
                .orElse("unknown");
    }
}
