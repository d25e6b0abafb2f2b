package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.OpenSession;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;
import parley.http.edge.Holder;
import parley.http.edge.Keyring;
import parley.http.edge.RefreshTokens;
import parley.http.edge.SignedIn;
import parley.http.edge.Throttle;
import parley.http.edge.TokenPair;

/** Registering, signing in and out, and who one is. */
public final class AuthRoutes {
    private final Users users;
    private final Keyring keyring;
    private final SignedIn signedIn;
    private final Throttle throttle;
    private final PasswordRoutes passwords;

    public AuthRoutes(Users users, Keyring keyring, Throttle throttle) {
        this.users = users;
        this.keyring = keyring;
        this.signedIn = keyring.signedIn();
        this.throttle = throttle;
        this.passwords = new PasswordRoutes(users, signedIn, throttle, this::session);
    }

    record RegisterRequest(String email, Secret password, String name) {}

    record LoginRequest(String email, Secret password) {}

    record RefreshRequest(Secret refreshToken) {}

    record ProfileRequest(
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String lastName) {}

    record Person(
            UserId id,
            String email,
            String name,
            @Nullable String firstName,
            @Nullable String lastName,
            Instant createdAt) {
        static Person of(UserProfile it) {
            return new Person(it.id(), it.email(), it.name(), it.firstName(), it.lastName(), it.registeredAt());
        }
    }

    record Session(Person user, String token, Instant expiresAt, String refreshToken, Instant refreshExpiresAt) {}

    public Route routes() {
        return pathPrefix(
                "auth",
                () -> concat(
                        register(),
                        login(),
                        refresh(),
                        pathPrefix("logout", () -> concat(logout(), logoutEverywhere())),
                        me(),
                        profile(),
                        keyring.isSocialOnly() ? reject() : passwords.routes()));
    }

    // POST /api/v1/auth/register
    private Route register() {
        return path(
                "register",
                () -> post(() -> throttle.throttled(() -> keyring.byPassword(() -> body(
                        RegisterRequest.class,
                        it -> created(
                                users.register(it.email, it.password, it.name).thenCompose(this::begun),
                                session -> "/api/v1/auth/me"))))));
    }

    // POST /api/v1/auth/login
    private Route login() {
        return path(
                "login",
                () -> post(() -> throttle.throttled(() -> keyring.byPassword(() -> body(
                        LoginRequest.class,
                        it -> ok(users.signIn(it.email, it.password).thenCompose(this::begun)))))));
    }

    // POST /api/v1/auth/refresh
    private Route refresh() {
        return path(
                "refresh",
                () -> post(() -> throttle.throttled(
                        () -> body(RefreshRequest.class, it -> ok(refreshed(it.refreshToken.reveal()))))));
    }

    // POST /api/v1/auth/logout
    private Route logout() {
        return pathEnd(() -> post(() -> signedIn.holding(holder -> gone(left(holder)))));
    }

    // POST /api/v1/auth/logout/everywhere
    private Route logoutEverywhere() {
        return path(
                "everywhere",
                () -> post(() -> signedIn.signedIn(
                        user -> gone(users.sessions().endAll(user).thenAccept(it -> signedIn.forget(user))))));
    }

    // GET /api/v1/auth/me
    private Route me() {
        return path(
                "me",
                () -> get(() -> signedIn.signedIn(user -> ok(users.profile(user).thenApply(Person::of)))));
    }

    // PATCH /api/v1/auth/profile
    private Route profile() {
        return path(
                "profile",
                () -> patch(() -> signedIn.signedIn(user -> body(
                        ProfileRequest.class,
                        it -> ok(users.rename(user, it.name, it.firstName, it.lastName)
                                .thenApply(Person::of))))));
    }

    private CompletionStage<Session> begun(UserProfile profile) {
        return users.sessions().begin(profile.id()).thenApply(this::session);
    }

    private CompletionStage<Session> refreshed(String token) {
        CompletionStage<OpenSession> open = keyring.refresh()
                .read(token)
                .map(it -> switch (it) {
                    case RefreshTokens.Ours ours ->
                        users.sessions().refresh(ours.user(), ours.session(), ours.generation());
                    case RefreshTokens.Old old -> users.sessions().trade(old.user(), old.token());
                })
                .orElseGet(() -> CompletableFuture.failedFuture(bad()));
        return open.thenApply(this::session).exceptionallyCompose(failure -> {
            Refusal refusal = Refusal.in(failure).orElse(null);
            boolean nobody = refusal != null && refusal.kind() == Refusal.Kind.NOT_FOUND;
            return CompletableFuture.failedFuture(nobody ? bad() : failure);
        });
    }

    private CompletionStage<?> left(Holder holder) {
        if (holder.session() == null)
            throw Refusal.conflict("this token belongs to no session; sign out with /api/v1/auth/logout/everywhere");
        return users.sessions().end(holder.user(), holder.session()).thenAccept(it -> signedIn.forget(holder.user()));
    }

    private Session session(OpenSession open) {
        TokenPair tokens = keyring.tokens(open);
        return new Session(
                Person.of(open.user()),
                tokens.access().token().reveal(),
                tokens.access().expiresAt(),
                tokens.refresh().token().reveal(),
                tokens.refresh().expiresAt());
    }

    private static Refusal bad() {
        return Refusal.unauthenticated("this refresh token is not good, or not any more; sign in again");
    }
}
