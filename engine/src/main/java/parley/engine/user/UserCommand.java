package parley.engine.user;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;
import parley.engine.llm.ModelRef;

/** What may be asked of a user. */
sealed interface UserCommand extends Message {
    record Register(
            String email, String name, PasswordHash password, Instant at, ActorRef<StatusReply<UserProfile>> replyTo)
            implements UserCommand {
        UserEvent registered() {
            return new UserEvent.Registered(email, name, password, at);
        }
    }

    /** Registers somebody whom another server has known since {@code registeredAt}. */
    record Adopt(
            String email,
            String name,
            @Nullable String firstName,
            @Nullable String lastName,
            PasswordHash password,
            Instant registeredAt,
            boolean active,
            boolean verified,
            Instant at,
            ActorRef<StatusReply<UserProfile>> replyTo)
            implements UserCommand {
        UserEvent adopted() {
            return new UserEvent.Adopted(
                    email, name, firstName, lastName, password, registeredAt, at, !active, verified);
        }
    }

    /**
     * Registers somebody whom a provider introduced.
     *
     * @param nothing a hash that no password has
     */
    record Introduce(
            String email,
            String name,
            @Nullable String firstName,
            @Nullable String lastName,
            PasswordHash nothing,
            Identity identity,
            Instant at,
            ActorRef<StatusReply<Credentials>> replyTo)
            implements UserCommand {
        UserEvent introduced() {
            return new UserEvent.Introduced(email, name, firstName, lastName, nothing, identity, at);
        }
    }

    /**
     * Lets a provider introduce this user, who was shown to have the e-mail.
     *
     * @param nothing a hash that no password has
     */
    record Link(Identity identity, PasswordHash nothing, Instant at, ActorRef<StatusReply<Credentials>> replyTo)
            implements UserCommand {}

    /** Whether this provider may introduce this user. */
    record Recognise(Identity identity, ActorRef<StatusReply<Credentials>> replyTo) implements UserCommand {}

    record SetActive(boolean active, Instant at, ActorRef<StatusReply<UserProfile>> replyTo) implements UserCommand {
        List<UserEvent> done() {
            return active
                    ? List.of(new UserEvent.Activated(at))
                    : List.of(new UserEvent.Deactivated(at), new UserEvent.SignedOutEverywhere(at));
        }
    }

    /** Changes the password from the one that was checked, so that of two changes at once only one is made. */
    record ChangePassword(PasswordHash from, PasswordHash to, Instant at, ActorRef<StatusReply<UserProfile>> replyTo)
            implements UserCommand {}

    /** Keeps the password that was checked in another way; nobody is signed out. */
    record Rehash(PasswordHash from, PasswordHash to, Instant at, ActorRef<StatusReply<UserProfile>> replyTo)
            implements UserCommand {}

    record AskReset(TokenHash token, Instant at, ActorRef<StatusReply<ResetAnswer>> replyTo) implements UserCommand {}

    record Reset(TokenHash token, PasswordHash to, Instant at, ActorRef<StatusReply<UserProfile>> replyTo)
            implements UserCommand {}

    /** Changes the names that are given and leaves the others. */
    record Rename(
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String lastName,
            Instant at,
            ActorRef<StatusReply<UserProfile>> replyTo)
            implements UserCommand {}

    record Begin(SessionId session, @Nullable OldToken traded, Instant at, ActorRef<StatusReply<OpenSession>> replyTo)
            implements UserCommand {}

    record Refresh(SessionId session, int generation, Instant at, ActorRef<StatusReply<OpenSession>> replyTo)
            implements UserCommand {}

    record End(SessionId session, Instant at, ActorRef<StatusReply<Standing>> replyTo) implements UserCommand {}

    record EndAll(Instant at, ActorRef<StatusReply<Standing>> replyTo) implements UserCommand {}

    record GetStanding(ActorRef<StatusReply<Standing>> replyTo) implements UserCommand {}

    record GetProfile(ActorRef<StatusReply<UserProfile>> replyTo) implements UserCommand {}

    record GetCredentials(ActorRef<StatusReply<Credentials>> replyTo) implements UserCommand {}

    record ChooseModel(@Nullable ModelRef model, Instant at, ActorRef<StatusReply<Chosen>> replyTo)
            implements UserCommand {}

    record ChooseCharacter(@Nullable AgentId character, Instant at, ActorRef<StatusReply<Chosen>> replyTo)
            implements UserCommand {}

    record GetChosen(ActorRef<StatusReply<Chosen>> replyTo) implements UserCommand {}

    record Idle() implements UserCommand {}

    /**
     * What is needed to check a password.
     *
     * @param adopted whether another server knew them first, so that they are not welcomed
     */
    record Credentials(UserProfile profile, PasswordHash password, boolean adopted) implements Message {}

    /**
     * Whether the token is now good.
     *
     * @param fresh false where another was asked for a moment ago, which then stays the good one
     */
    record ResetAnswer(UserProfile profile, boolean fresh, Instant until) implements Message {}
}
