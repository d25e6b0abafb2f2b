package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.user.Identity;
import parley.engine.user.Introduction;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;
import parley.http.edge.SignedIn;

/**
 * Who asks: the user of a token, or else a guest, one user for each address that requests come from. A guest is a user like
 * any other, whose things nobody else sees, but nobody can sign in as one.
 */
final class Visitors {
    private static final int MOST = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final SignedIn signedIn;
    private final boolean guests;
    private final AsyncLoadingCache<String, UserId> known;

    Visitors(Users users, SignedIn signedIn, boolean guests) {
        this.signedIn = signedIn;
        this.guests = guests;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .buildAsync((address, _) -> guest(users, address));
    }

    /** Goes on with whoever asks; UNAUTHENTICATED with a token that is not good, or without one where guests are kept out. */
    Route visiting(Function<UserId, Route> inner) {
        return extractRequest(request -> {
            if (request.getHeader("Authorization").isPresent()) return signedIn.signedIn(inner);
            if (!guests)
                throw Refusal.unauthenticated(
                        "guests are not let in here: send a token as Authorization: Bearer <token>");
            return onSuccess(known.get(address(request)), inner);
        });
    }

    private static CompletableFuture<UserId> guest(Users users, String address) {
        UUID name = UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
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

    private static String address(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(it -> it.getHostAddress())
                .orElse("unknown");
    }
}
