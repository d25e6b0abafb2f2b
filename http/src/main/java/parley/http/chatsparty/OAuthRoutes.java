package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;
import parley.engine.user.Introduction;
import parley.engine.user.Users;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;
import parley.http.edge.Throttle;
import parley.http.social.SocialSignIn;

/** Signing in by providers; people come back with a code and with the state that they were sent with. */
final class OAuthRoutes implements Chapter {
    private final Users users;
    private final SignedIn signedIn;
    private final Throttle throttle;
    private final SocialSignIn social;
    private final SignIns signIns;

    OAuthRoutes(Doors doors) {
        users = doors.users();
        signedIn = doors.keyring().signedIn();
        throttle = doors.throttle();
        social = doors.social();
        signIns = new SignIns(doors);
    }

    record InitForm(@Nullable String provider) {}

    record Going(String authUrl, String state) {}

    record CallbackForm(@Nullable Secret code, @Nullable String state) {}

    record TokenForm(@Nullable Secret token) {}

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "auth",
                () -> concat(
                        pathPrefix("oauth", () -> concat(init(), callback())),
                        google(),
                        pathPrefix(segment(), name -> social.isProvider(name) ? of(name) : reject())));
    }

    // POST /auth/oauth/init
    private Route init() {
        return path(
                "init",
                () -> post(() -> throttle.throttled(() -> lenientBody(InitForm.class, form -> {
                    SocialSignIn.Start start = social.begin(form.provider() == null ? "" : form.provider());
                    return Reply.ok(CompletableFuture.completedFuture(new Going(start.page(), start.state())));
                }))));
    }

    // POST /auth/oauth/callback/{provider}
    private Route callback() {
        return path(segment("callback").slash(segment()), name -> post(() -> back(name)));
    }

    // GET /auth/{provider}, POST /auth/{provider}/callback
    private Route of(String name) {
        return concat(pathEnd(() -> get(() -> leave(name))), path("callback", () -> post(() -> back(name))));
    }

    private Route leave(String name) {
        return throttle.throttled(
                () -> Reply.elsewhere(StatusCodes.FOUND, social.begin(name).page()));
    }

    private Route back(String name) {
        return throttle.throttled(() -> lenientBody(CallbackForm.class, form -> {
            if (form.code() == null || form.state() == null)
                throw Problem.malformed("OAuth callback failed: send the code and the state that came back");
            return Reply.ok(in(social.finish(name, form.code(), form.state())));
        }));
    }

    // POST /auth/google
    private Route google() {
        return path(
                "google",
                () -> post(() -> throttle.throttled(() -> lenientBody(TokenForm.class, form -> {
                    Secret token = form.token();
                    if (token == null || token.reveal().isEmpty()) throw Problem.malformed("Google token is required");
                    return Reply.ok(in(social.byGoogleToken(token)));
                }))));
    }

    /** A stranger's sessions may just have ended. */
    private CompletionStage<SignIns.Session> in(CompletionStage<Introduction> introduction) {
        return introduction.thenCompose(users::signIn).thenCompose(it -> {
            signedIn.forget(it.id());
            return signIns.begun(it);
        });
    }
}
