package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.accepted;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.OpenSession;
import parley.engine.user.Users;
import parley.http.edge.SignedIn;
import parley.http.edge.Throttle;

/** Changing a password, and setting a forgotten one anew. */
final class PasswordRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordRoutes.class);
    private static final Told TOLD = new Told("if somebody has this e-mail, a letter is on its way to it");

    private final Users users;
    private final SignedIn signedIn;
    private final Throttle throttle;
    private final Function<OpenSession, AuthRoutes.Session> session;

    PasswordRoutes(
            Users users, SignedIn signedIn, Throttle throttle, Function<OpenSession, AuthRoutes.Session> session) {
        this.users = users;
        this.signedIn = signedIn;
        this.throttle = throttle;
        this.session = session;
    }

    record ChangeRequest(Secret password, Secret newPassword) {}

    record ForgotRequest(String email) {}

    record ResetRequest(Secret token, Secret password) {}

    record Told(String detail) {}

    Route routes() {
        return pathPrefix("password", () -> concat(change(), forgot(), reset()));
    }

    // POST /api/v1/auth/password/change
    private Route change() {
        return path(
                "change",
                () -> post(() -> throttle.throttled(() ->
                        signedIn.signedIn(user -> body(ChangeRequest.class, it -> ok(changed(user, it)))))));
    }

    // POST /api/v1/auth/password/forgot
    private Route forgot() {
        return path(
                "forgot",
                () -> post(() -> throttle.throttled(() -> body(ForgotRequest.class, it -> {
                    send(it.email);
                    return accepted(CompletableFuture.completedFuture(TOLD));
                }))));
    }

    // POST /api/v1/auth/password/reset
    private Route reset() {
        return path(
                "reset",
                () -> post(() -> throttle.throttled(() -> body(
                        ResetRequest.class,
                        it -> gone(users.reset(it.token, it.password)
                                .thenAccept(profile -> signedIn.forget(profile.id())))))));
    }

    /** Everything before has ended with the old password; whoever changed it goes on in a session of its own. */
    private CompletionStage<AuthRoutes.Session> changed(UserId user, ChangeRequest request) {
        return users.changePassword(user, request.password, request.newPassword)
                .thenCompose(profile -> users.sessions().begin(user))
                .thenApply(open -> {
                    signedIn.forget(user);
                    return session.apply(open);
                });
    }

    /** Nobody waits for the letter, so that neither words nor time tell who is registered. */
    private void send(String email) {
        users.forgot(email).whenComplete((profile, failure) -> {
            if (failure != null && Refusal.in(failure).isEmpty())
                LOG.warn("a letter about a forgotten password was not sent", failure);
        });
    }
}
