package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Grant;
import parley.engine.ledger.Standing;
import parley.engine.user.UserProfile;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;

/** What a user may see and do of themselves, and of nobody else. */
final class UserRoutes implements Chapter {
    private static final Told GONE = new Told(
            true, "this account is deactivated and signed out everywhere; an administrator can let you in again");

    private final Doors doors;
    private final SignedIn signedIn;
    private final SignIns signIns;

    UserRoutes(Doors doors) {
        this.doors = doors;
        signedIn = doors.keyring().signedIn();
        signIns = new SignIns(doors);
    }

    record MemberForm(
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email) {}

    record Told(boolean success, String message) {}

    record Wallet(long total, long used, long remaining, List<Bucket> credits) {
        static Wallet of(Standing it) {
            long spent = it.balance().spent();
            long left = it.balance().available();
            return new Wallet(
                    it.balance().total() + spent,
                    spent,
                    left,
                    it.grants().stream().map(Bucket::of).toList());
        }
    }

    /** What is left of credits that were given at one time. */
    record Bucket(
            String id,
            String type,
            long remaining,
            @Nullable Instant expiresAt,
            Instant createdAt) {
        static Bucket of(Grant it) {
            return new Bucket(it.grant(), it.type().name().toLowerCase(Locale.ROOT), it.left(), it.expires(), it.at());
        }
    }

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "users",
                () -> concat(
                        signIns.routes(),
                        pathPrefix("me", () -> concat(pathEnd(this::me), pathPrefix("credits", this::credits))),
                        pathEndOrSingleSlash(this::everybody),
                        pathPrefix(segment(), id -> concat(one(id), agents(id, mount)))));
    }

    // GET /users/me, PATCH /users/me, DELETE /users/me
    private Route me() {
        return concat(
                get(() -> signedIn.signedIn(user -> Reply.ok(Member.of(user, doors)))),
                patch(() -> signedIn.signedIn(
                        user -> lenientBody(MemberForm.class, form -> Reply.ok(changed(user, form))))),
                delete(() -> signedIn.signedIn(user -> Reply.ok(left(user)))));
    }

    private CompletionStage<Member> changed(UserId user, MemberForm form) {
        return doors.users()
                .profile(user)
                .thenCompose(it -> {
                    checkEmail(it, SignIns.given(form.email()));
                    return doors.users()
                            .rename(
                                    user,
                                    SignIns.given(form.name()),
                                    SignIns.given(form.firstName()),
                                    SignIns.given(form.lastName()));
                })
                .thenCompose(_ -> Member.of(user, doors));
    }

    private static void checkEmail(UserProfile profile, @Nullable String asked) {
        if (asked != null && !asked.equalsIgnoreCase(profile.email()))
            throw new Problem(StatusCodes.BAD_REQUEST, "email_is_fixed", "an e-mail cannot be changed");
    }

    private CompletionStage<Told> left(UserId user) {
        return doors.users().setActive(user, false).thenApply(_ -> {
            signedIn.forget(user);
            return GONE;
        });
    }

    // GET /users/me/credits; POST /users/me/credits and POST /users/me/credits/use are for nobody
    private Route credits() {
        Refusal no = Refusal.forbidden("nobody gives or takes credits by themselves; an administrator can");
        return concat(
                pathEnd(() -> get(() -> signedIn.signedIn(
                        user -> Reply.ok(doors.accounts().standing(user).thenApply(Wallet::of))))),
                post(() -> signedIn.signedIn(_ -> {
                    throw no;
                })));
    }

    // GET /users
    private Route everybody() {
        return get(() -> signedIn.signedIn(_ -> {
            throw Refusal.forbidden("nobody may see who else is here");
        }));
    }

    // GET /users/{id}
    private Route one(String id) {
        return pathEnd(() -> get(() -> signedIn.signedIn(user -> {
            checkSelf(user, id);
            return Reply.ok(Member.of(user, doors));
        })));
    }

    // GET /users/{id}/agents
    private Route agents(String id, Mount mount) {
        return path(
                "agents",
                () -> get(() -> signedIn.signedIn(user -> {
                    checkSelf(user, id);
                    String agents = mount == Mount.API ? "/api/chat/agents" : "/chat/agents";
                    return Reply.elsewhere(StatusCodes.TEMPORARY_REDIRECT, agents);
                })));
    }

    /** Whether there is somebody else of that id is nobody's business. */
    private static void checkSelf(UserId user, String id) {
        if (!user.value().equals(id)) throw Refusal.notFound("User not found");
    }
}
