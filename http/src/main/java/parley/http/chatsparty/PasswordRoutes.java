package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.Users;
import parley.http.edge.SignedIn;

/** Changing a password, and setting a forgotten one anew. */
final class PasswordRoutes implements Chapter {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordRoutes.class);
    private static final UserRoutes.Told TOLD =
            new UserRoutes.Told(true, "if somebody has this e-mail, a letter is on its way to it");

    private final Users users;
    private final SignedIn signedIn;
    private final SignIns signIns;

    PasswordRoutes(Doors doors) {
        users = doors.users();
        signedIn = doors.keyring().signedIn();
        signIns = new SignIns(doors);
    }

    record ChangeForm(
            @Nullable Secret currentPassword,
            @Nullable Secret oldPassword,
            @Nullable Secret password,
            Secret newPassword) {
        Secret current() {
            Secret given = currentPassword != null ? currentPassword : oldPassword != null ? oldPassword : password;
            if (given == null) throw Refusal.invalid("currentPassword is required");
            return given;
        }
    }

    record ForgotForm(String email) {}

    record ResetForm(
            Secret token,
            @Nullable Secret newPassword,
            @Nullable Secret password) {
        Secret fresh() {
            Secret given = newPassword != null ? newPassword : password;
            if (given == null) throw Refusal.invalid("newPassword is required");
            return given;
        }
    }

    @Override
    public Route routes(Mount mount) {
        return concat(
                pathPrefix(
                        "auth",
                        () -> concat(
                                pathPrefix("password", () -> all("change", "forgot", "reset")),
                                all("change-password", "forgot-password", "reset-password"))),
                path(segment("users").slash("me").slash("change-password"), this::change));
    }

    private Route all(String change, String forgot, String reset) {
        return concat(path(change, this::change), path(forgot, this::forgot), path(reset, this::reset));
    }

    // POST /auth/password/change, POST /auth/change-password, POST /users/me/change-password
    private Route change() {
        return signIns.guarded(() ->
                signedIn.signedIn(user -> lenientBody(ChangeForm.class, form -> Reply.ok(changed(user, form)))));
    }

    /** Everything before has ended with the old password; whoever changed it goes on in a session of its own. */
    private CompletionStage<SignIns.Session> changed(UserId user, ChangeForm form) {
        return users.changePassword(user, form.current(), form.newPassword())
                .thenCompose(signIns::begun)
                .thenApply(session -> {
                    signedIn.forget(user);
                    return session;
                });
    }

    // POST /auth/password/forgot, POST /auth/forgot-password
    private Route forgot() {
        return signIns.guarded(() -> lenientBody(ForgotForm.class, form -> {
            send(form.email());
            return completeWithFuture(CompletableFuture.completedFuture(Reply.response(StatusCodes.ACCEPTED, TOLD)));
        }));
    }

    /** Nobody waits for the letter, so that neither words nor time tell who is registered. */
    private void send(String email) {
        users.forgot(email).whenComplete((profile, failure) -> {
            if (failure != null && Refusal.in(failure).isEmpty())
                LOG.warn("a letter about a forgotten password was not sent", failure);
        });
    }

    // POST /auth/password/reset, POST /auth/reset-password
    private Route reset() {
        return signIns.guarded(() -> lenientBody(
                ResetForm.class,
                form -> Reply.gone(
                        users.reset(form.token(), form.fresh()).thenAccept(profile -> signedIn.forget(profile.id())))));
    }
}
