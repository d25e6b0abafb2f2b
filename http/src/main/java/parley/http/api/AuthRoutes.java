package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.ok;

import java.time.Instant;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;
import parley.http.edge.AccessToken;
import parley.http.edge.AccessTokens;
import parley.http.edge.SignedIn;
import parley.http.edge.Throttle;

/** Registering and signing in. */
public final class AuthRoutes {
    private final Users users;
    private final AccessTokens tokens;
    private final SignedIn signedIn;
    private final Throttle throttle;

    public AuthRoutes(Users users, AccessTokens tokens, SignedIn signedIn, Throttle throttle) {
        this.users = users;
        this.tokens = tokens;
        this.signedIn = signedIn;
        this.throttle = throttle;
    }

    record RegisterRequest(String email, Secret password, String name) {}

    record LoginRequest(String email, Secret password) {}

    record Person(UserId id, String email, String name, Instant createdAt) {
        static Person of(UserProfile profile) {
            return new Person(profile.id(), profile.email(), profile.name(), profile.registeredAt());
        }
    }

    record Session(Person user, String token, Instant expiresAt) {}

    public Route routes() {
        return pathPrefix("auth", () -> concat(register(), login(), me()));
    }

    // POST /api/auth/register
    private Route register() {
        return path(
                "register",
                () -> post(() -> throttle.throttled(() -> body(
                        RegisterRequest.class,
                        it -> created(
                                users.register(it.email, it.password, it.name).thenApply(this::session),
                                session -> "/api/auth/me")))));
    }

    // POST /api/auth/login
    private Route login() {
        return path(
                "login",
                () -> post(() -> throttle.throttled(() -> body(
                        LoginRequest.class,
                        it -> ok(users.signIn(it.email, it.password).thenApply(this::session))))));
    }

    // GET /api/auth/me
    private Route me() {
        return path(
                "me",
                () -> get(() -> signedIn.signedIn(user -> ok(users.profile(user).thenApply(Person::of)))));
    }

    private Session session(UserProfile profile) {
        AccessToken token = tokens.issue(profile.id(), profile.email());
        return new Session(Person.of(profile), token.token().reveal(), token.expiresAt());
    }
}
