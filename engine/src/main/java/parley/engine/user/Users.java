package parley.engine.user;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.llm.ModelRef;

/** The door to every user. Others come through here and never see the actor behind it. */
public interface Users {
    /** Registers a person. Refuses a bad e-mail, a password of under 8 or over 128 characters, and a taken e-mail (CONFLICT). */
    CompletionStage<UserProfile> register(String email, Secret password, String name);

    /**
     * Lets somebody move in from another server, once; they are not welcomed with credits. Refuses a bad e-mail, a
     * password hash of no known form or of an absurd cost (INVALID), and a taken id or e-mail (CONFLICT).
     */
    CompletionStage<UserProfile> adopt(Newcomer newcomer);

    /**
     * Signs a person in by e-mail (in any case) and password; UNAUTHENTICATED in the same words and time whichever is
     * wrong, and in other words where the account is inactive, which only who knows the password is told.
     */
    CompletionStage<UserProfile> signIn(String email, Secret password);

    /**
     * Signs a person in whom a provider introduces, and registers them without a password if need be. FORBIDDEN where the
     * provider has not verified the e-mail and does not know them from before. An account that has this e-mail is linked
     * to the provider; if nobody had proved that e-mail, its password and its sessions end, for they may be a
     * stranger's. CONFLICT where the provider introduced somebody else with this e-mail before.
     */
    CompletionStage<UserProfile> signIn(Introduction introduction);

    /** Keeps a user out and signs them out everywhere, or lets them in again. */
    CompletionStage<UserProfile> setActive(UserId user, boolean active);

    /** Who this is; NOT_FOUND where nobody is. */
    CompletionStage<UserProfile> profile(UserId user);

    /** Who has this e-mail, in any case; NOT_FOUND where nobody has. */
    CompletionStage<UserProfile> find(String email);

    /** Changes the names that are given; refuses one that is too long. */
    CompletionStage<UserProfile> rename(
            UserId user, @Nullable String name, @Nullable String firstName, @Nullable String lastName);

    /** Changes a password and signs out everywhere; FORBIDDEN where the old one is wrong. */
    CompletionStage<UserProfile> changePassword(UserId user, Secret old, Secret fresh);

    /** Sends a letter to whoever has this e-mail; NOT_FOUND where nobody has, which nobody should be told. */
    CompletionStage<UserProfile> forgot(String email);

    /** Sets a password anew by the token of a letter, once, and signs out everywhere; INVALID by any other token. */
    CompletionStage<UserProfile> reset(Secret token, Secret fresh);

    /** What this user has chosen; NOT_FOUND where nobody is. */
    CompletionStage<Chosen> settings(UserId user);

    /** Chooses the model that answers this user where nothing else is said, null for none; answers what is chosen now. */
    CompletionStage<Chosen> chooseModel(UserId user, @Nullable ModelRef model);

    /** Chooses the agent that answers this user where nothing else is said, null for none; answers what is chosen now. */
    CompletionStage<Chosen> chooseCharacter(UserId user, @Nullable AgentId character);

    /** Where users are signed in. */
    Sessions sessions();

    /** The users of the whole cluster; each is welcomed with credits, once. */
    static Users sharded(
            ActorSystem<?> system,
            UserSettings settings,
            Accounts accounts,
            Mailbox mailbox,
            Clock clock,
            SecureRandom random) {
        return new ShardedUsers(system, settings, accounts, mailbox, clock, random);
    }
}
