package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;

/** The door to every user. Others come through here and never see the actor behind it. */
public interface Users {
    /** Registers a person. Refuses a bad e-mail, a password of under 8 or over 128 characters, and a taken e-mail (CONFLICT). */
    CompletionStage<UserProfile> register(String email, Secret password, String name);

    /** Signs a person in by e-mail (in any case) and password; UNAUTHENTICATED in the same words and time whichever is wrong. */
    CompletionStage<UserProfile> signIn(String email, Secret password);

    /** Who this is; NOT_FOUND where nobody is. */
    CompletionStage<UserProfile> profile(UserId user);

    /** Who has this e-mail, in any case; NOT_FOUND where nobody has. */
    CompletionStage<UserProfile> find(String email);

    /** The users of the whole cluster; each is welcomed with credits, once. */
    static Users sharded(
            ActorSystem<?> system, UserSettings settings, Accounts accounts, Clock clock, SecureRandom random) {
        return new ShardedUsers(system, settings, accounts, clock, random);
    }
}
