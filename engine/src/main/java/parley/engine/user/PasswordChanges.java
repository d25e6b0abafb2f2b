package parley.engine.user;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.user.UserCommand.Credentials;

/** Changes what is kept of a password: to another one, or to the same one hashed in our own way. */
final class PasswordChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordChanges.class);

    private final Residence<UserCommand> users;
    private final Passwords passwords;
    private final Clock clock;

    PasswordChanges(Residence<UserCommand> users, Passwords passwords, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** FORBIDDEN where the old one is wrong. */
    CompletionStage<UserProfile> change(UserId user, Secret old, Secret fresh) {
        return users.<Credentials>ask(user.value(), UserCommand.GetCredentials::new) // credentials
                .thenCompose(it -> passwords
                        .matches(old, it.password()) // right or wrong
                        .thenCompose(right -> right
                                ? changed(user, it.password(), fresh)
                                : CompletableFuture.failedStage(Refusal.forbidden("the old password is wrong"))));
    }

    private CompletionStage<UserProfile> changed(UserId user, PasswordHash from, Secret fresh) {
        return passwords
                .hash(fresh) // hash
                .thenCompose(to -> users.ask(
                        user.value(), reply -> new UserCommand.ChangePassword(from, to, clock.instant(), reply)));
    }

    /** Keeps a password that has just matched in our own way from now on; where that fails, the next sign-in does it. */
    void rehash(Credentials credentials, Secret password) {
        if (!passwords.isStale(credentials.password(), password)) return;
        UserId user = credentials.profile().id();
        passwords
                .hash(password) // hash
                .thenCompose(hash -> users.<UserProfile>ask(
                        user.value(),
                        to -> new UserCommand.Rehash(credentials.password(), hash, clock.instant(), to))) // profile
                .whenComplete((profile, failure) -> {
                    if (failure != null) LOG.warn("the password of {} could not be hashed anew", user, failure);
                });
    }
}
