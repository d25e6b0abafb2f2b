package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.lenientBody;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.user.OpenSession;
import parley.engine.user.UserProfile;
import parley.engine.user.Users;
import parley.http.edge.Keyring;
import parley.http.edge.Problem;
import parley.http.edge.RefreshTokens;
import parley.http.edge.Throttle;
import parley.http.edge.TokenPair;

/** Lets people in, in the words that the clients of this dialect know. */
final class SignIns {
    private static final String NOBODY = "User not found or inactive";

    private final Users users;
    private final Keyring keyring;
    private final Throttle throttle;

    SignIns(Doors doors) {
        users = doors.users();
        keyring = doors.keyring();
        throttle = doors.throttle();
    }

    record RegisterForm(
            String email,
            Secret password,
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String lastName) {
        /** The name that was given, or what the other two make. */
        String called() {
            String given = given(name);
            return given != null
                    ? given
                    : Stream.of(firstName, lastName)
                            .map(SignIns::given)
                            .filter(it -> it != null)
                            .collect(Collectors.joining(" "));
        }
    }

    record LoginForm(String email, Secret password) {}

    /** What a client gets that has signed in: the tokens in every spelling, and who that is, within and beside. */
    record Session(
            String accessToken,
            String refreshToken,
            String tokenType,
            String token,
            Instant expiresAt,
            Instant refreshExpiresAt,
            Member user,
            String id,
            String email,
            String name,
            @Nullable String firstName,
            @Nullable String lastName,
            boolean isActive,
            boolean isVerified,
            Instant createdAt,
            Instant updatedAt) {
        static Session of(Member it, TokenPair tokens) {
            String access = tokens.access().token().reveal();
            return new Session(
                    access,
                    tokens.refresh().token().reveal(),
                    "bearer",
                    access,
                    tokens.access().expiresAt(),
                    tokens.refresh().expiresAt(),
                    it,
                    it.id(),
                    it.email(),
                    it.name(),
                    it.firstName(),
                    it.lastName(),
                    it.isActive(),
                    it.isVerified(),
                    it.createdAt(),
                    it.updatedAt());
        }
    }

    /** Both ways in by a password, wherever they are. */
    Route routes() {
        return concat(
                path(
                        "register",
                        () -> guarded(() -> lenientBody(RegisterForm.class, it -> Reply.created(register(it))))),
                path("login", () -> guarded(() -> lenientBody(LoginForm.class, it -> Reply.ok(login(it))))));
    }

    /** Where passwords count, for whoever does not try them too often. */
    Route guarded(Supplier<Route> inner) {
        return post(() -> throttle.throttled(() -> keyring.byPassword(inner)));
    }

    private CompletionStage<Session> register(RegisterForm form) {
        CompletionStage<UserProfile> registered = Refusals.told(
                users.register(form.email(), form.password(), form.called()),
                Refusal.Kind.CONFLICT,
                _ -> new Problem(StatusCodes.BAD_REQUEST, "email_taken", "Email already registered"));
        return registered.thenCompose(it -> named(it, form)).thenCompose(this::begun);
    }

    private CompletionStage<UserProfile> named(UserProfile profile, RegisterForm form) {
        String first = given(form.firstName());
        String last = given(form.lastName());
        return first == null && last == null
                ? CompletableFuture.completedFuture(profile)
                : users.rename(profile.id(), null, first, last);
    }

    private CompletionStage<Session> login(LoginForm form) {
        CompletionStage<UserProfile> known =
                Refusals.told(users.signIn(form.email(), form.password()), Refusal.Kind.UNAUTHENTICATED, no -> {
                    boolean inactive = no.reason().contains("inactive");
                    return inactive ? no : Refusal.unauthenticated("Incorrect email or password");
                });
        return known.thenCompose(this::begun);
    }

    CompletionStage<Session> begun(UserProfile profile) {
        return users.sessions().begin(profile.id()).thenApply(this::session);
    }

    /** Goes on with a session of ours, or begins one for a token of an earlier server. */
    CompletionStage<Session> refreshed(Secret token) {
        RefreshTokens.Refreshing good = keyring.refresh()
                .read(token.reveal())
                .orElseThrow(() -> Refusal.unauthenticated("Invalid refresh token"));
        CompletionStage<OpenSession> open = switch (good) {
            case RefreshTokens.Ours ours -> users.sessions().refresh(ours.user(), ours.session(), ours.generation());
            case RefreshTokens.Old old -> users.sessions().trade(old.user(), old.token());
        };
        CompletionStage<OpenSession> known =
                Refusals.told(open, Refusal.Kind.NOT_FOUND, _ -> Refusal.unauthenticated(NOBODY));
        return Refusals.told(known, Refusal.Kind.UNAUTHENTICATED, no -> {
                    if (no.reason().equals(NOBODY)) return no;
                    boolean inactive = no.reason().contains("inactive");
                    return Refusal.unauthenticated(inactive ? NOBODY : "Invalid refresh token: " + no.reason());
                })
                .thenApply(this::session);
    }

    Session session(OpenSession open) {
        return Session.of(Member.of(open.user()), keyring.tokens(open));
    }

    /** What a form says in a field; the empty texts of forms say nothing. */
    static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
