package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;

/** One person: what they are called and what proves that it is them. It never sees a password, only hashes. */
public final class User extends Resident<User.Command, User.Event, User.State> {
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "User");

    // Commands: what may be asked.

    sealed interface Command extends Message {}

    record Register(
            String email, String name, PasswordHash password, Instant at, ActorRef<StatusReply<UserProfile>> replyTo)
            implements Command {}

    /** Changes the password from the one that was checked, so that of two changes at once only one is made. */
    record ChangePassword(PasswordHash from, PasswordHash to, Instant at, ActorRef<StatusReply<UserProfile>> replyTo)
            implements Command {}

    record GetProfile(ActorRef<StatusReply<UserProfile>> replyTo) implements Command {}

    record GetCredentials(ActorRef<StatusReply<Credentials>> replyTo) implements Command {}

    record Idle() implements Command {}

    /** What is needed to check a password. */
    record Credentials(UserProfile profile, PasswordHash password) implements Message {}

    // Events: what has happened.

    /** What can have happened to a user. */
    public sealed interface Event extends Journaled {
        /** What is true after it. */
        State appliedTo(State state);
    }

    @JsonTypeName("user.registered")
    public record Registered(String email, String name, PasswordHash password, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return new Known(email, name, password, at);
        }
    }

    @JsonTypeName("user.password-changed")
    public record PasswordChanged(PasswordHash password, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return state instanceof Known user ? new Known(user.email, user.name, password, user.registeredAt) : state;
        }
    }

    // State: what is true now.

    /** Whether there is such a user. */
    public sealed interface State extends Journaled {}

    @JsonTypeName("user.state.unknown")
    record Unknown() implements State {}

    @JsonTypeName("user.state.known")
    record Known(String email, String name, PasswordHash password, Instant registeredAt) implements State {
        UserProfile profile(UserId id) {
            return new UserProfile(id, email, name, registeredAt);
        }
    }

    // Behaviour: how commands become events.

    private final UserId id;

    private User(UserId id, ActorContext<Command> context, ActorRef<ShardCommand> shard, EntitySettings settings) {
        super(PersistenceId.of(KEY.name(), id.value()), context, shard, settings, new Idle());
        this.id = id;
    }

    static Behavior<Command> create(UserId id, ActorRef<ShardCommand> shard, EntitySettings settings) {
        return Behaviors.setup(context -> new User(id, context, shard, settings));
    }

    @Override
    public State emptyState() {
        return new Unknown();
    }

    @Override
    public CommandHandlerWithReply<Command, Event, State> commandHandler() {
        return (state, command) -> switch (command) {
            case Register register -> onRegister(state, register);
            case ChangePassword change -> onChangePassword(state, change);
            case GetProfile get -> onGetProfile(state, get);
            case GetCredentials get -> onGetCredentials(state, get);
            case Idle idle -> moveOut();
        };
    }

    private ReplyEffect<Event, State> onRegister(State state, Register register) {
        return switch (state) {
            case Unknown unknown -> {
                Known user = new Known(register.email, register.name, register.password, register.at);
                yield record(
                        new Registered(register.email, register.name, register.password, register.at),
                        user,
                        register.replyTo);
            }
            case Known user
            when user.email.equals(register.email) && user.password.equals(register.password) ->
                answer(register.replyTo, user.profile(id));
            case Known user -> refuse(register.replyTo, Refusal.conflict("a user of that id is registered"));
        };
    }

    private ReplyEffect<Event, State> onChangePassword(State state, ChangePassword change) {
        if (!(state instanceof Known user)) return refuse(change.replyTo, unknown());
        if (user.password.equals(change.to)) return answer(change.replyTo, user.profile(id));
        if (!user.password.equals(change.from))
            return refuse(change.replyTo, Refusal.conflict("the password has been changed meanwhile"));
        return record(new PasswordChanged(change.to, change.at), user, change.replyTo);
    }

    private ReplyEffect<Event, State> onGetProfile(State state, GetProfile get) {
        return state instanceof Known user ? answer(get.replyTo, user.profile(id)) : refuse(get.replyTo, unknown());
    }

    private ReplyEffect<Event, State> onGetCredentials(State state, GetCredentials get) {
        return state instanceof Known user
                ? answer(get.replyTo, new Credentials(user.profile(id), user.password))
                : refuse(get.replyTo, unknown());
    }

    private ReplyEffect<Event, State> record(Event event, Known user, ActorRef<StatusReply<UserProfile>> replyTo) {
        return Effect().persist(event).thenReply(replyTo, state -> StatusReply.success(user.profile(id)));
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such user");
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
