package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static parley.http.edge.Body.lenientBody;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.user.Users;
import parley.http.edge.Holder;
import parley.http.edge.Keyring;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;
import parley.http.edge.Throttle;
import parley.http.social.SocialSignIn;

/** Registering, signing in and out by passwords and tokens, and who one is. */
final class AuthRoutes implements Chapter {
    private final Doors doors;
    private final Users users;
    private final Keyring keyring;
    private final SignedIn signedIn;
    private final Throttle throttle;
    private final SocialSignIn social;
    private final SignIns signIns;

    AuthRoutes(Doors doors) {
        this.doors = doors;
        users = doors.users();
        keyring = doors.keyring();
        signedIn = keyring.signedIn();
        throttle = doors.throttle();
        social = doors.social();
        signIns = new SignIns(doors);
    }

    record Ways(boolean socialAuthOnly, boolean googleEnabled, boolean githubEnabled) {}

    record RefreshForm(@Nullable Secret refreshToken) {}

    record ProfileForm(
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String lastName) {}

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "auth",
                () -> concat(
                        config(),
                        signIns.routes(),
                        refresh(),
                        me(),
                        profile(),
                        pathPrefix("logout", () -> concat(pathEnd(this::logout), everywhere("everywhere"))),
                        everywhere("logout-all")));
    }

    // GET /auth/config
    private Route config() {
        return path(
                "config",
                () -> get(() -> Reply.ok(CompletableFuture.completedFuture(
                        new Ways(keyring.isSocialOnly(), social.offers("google"), social.offers("github"))))));
    }

    // POST /auth/refresh
    private Route refresh() {
        return path(
                "refresh",
                () -> post(() -> throttle.throttled(() -> lenientBody(RefreshForm.class, form -> {
                    Secret token = form.refreshToken();
                    if (token == null || token.reveal().isEmpty()) throw Problem.malformed("Refresh token is required");
                    return Reply.ok(signIns.refreshed(token));
                }))));
    }

    // GET /auth/me
    private Route me() {
        return path("me", () -> get(() -> signedIn.signedIn(user -> Reply.ok(Member.of(user, doors)))));
    }

    // PATCH /auth/profile, PUT /auth/profile
    private Route profile() {
        return path("profile", () -> concat(patch(this::rename), put(this::rename)));
    }

    private Route rename() {
        return signedIn.signedIn(user -> lenientBody(
                ProfileForm.class,
                form -> Reply.ok(users.rename(
                                user,
                                SignIns.given(form.name()),
                                SignIns.given(form.firstName()),
                                SignIns.given(form.lastName()))
                        .thenApply(Member::of))));
    }

    // POST /auth/logout
    private Route logout() {
        return post(() -> signedIn.holding(holder -> Reply.gone(left(holder))));
    }

    private CompletionStage<?> left(Holder holder) {
        if (holder.session() == null)
            throw Refusal.conflict("this token belongs to no session; sign out with /auth/logout/everywhere");
        return users.sessions().end(holder.user(), holder.session()).thenAccept(_ -> signedIn.forget(holder.user()));
    }

    // POST /auth/logout/everywhere, POST /auth/logout-all
    private Route everywhere(String name) {
        return path(
                name,
                () -> post(() -> signedIn.signedIn(
                        user -> Reply.gone(users.sessions().endAll(user).thenAccept(_ -> signedIn.forget(user))))));
    }
}
