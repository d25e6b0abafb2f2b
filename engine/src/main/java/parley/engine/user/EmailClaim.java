package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;

/**
 * Who an e-mail, or an identity at a provider of sign-ins, belongs to. It is claimed before its user is registered and confirmed after; a claim that was never
 * confirmed falls to the next who asks once the grace is over, so a registration that broke off blocks nobody.
 */
public final class EmailClaim extends Resident<EmailClaim.Command, EmailClaim.Event, EmailClaim.State> {
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "EmailClaim");
    /** The same for identities, which are no e-mails and cannot be mistaken for one. */
    static final EntityTypeKey<Command> IDENTITY = EntityTypeKey.create(Command.class, "IdentityClaim");

    // Commands: what may be asked.

    sealed interface Command extends Message {}

    record Claim(UserId user, Instant at, ActorRef<StatusReply<Owner>> replyTo) implements Command {}

    record Confirm(UserId user, Instant at, ActorRef<StatusReply<Owner>> replyTo) implements Command {}

    record GetOwner(ActorRef<StatusReply<Owner>> replyTo) implements Command {}

    record Idle() implements Command {}

    /** What a claim answers. */
    record Owner(UserId user) implements Message {}

    // Events: what has happened.

    /** What can have happened to an e-mail. */
    public sealed interface Event extends Journaled {
        /** What is true after it. */
        State appliedTo(State state);
    }

    @JsonTypeName("email-claim.claimed")
    public record Claimed(UserId user, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return new Reserved(user, at);
        }
    }

    @JsonTypeName("email-claim.confirmed")
    public record Confirmed(UserId user, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return new Owned(user);
        }
    }

    @JsonTypeName("email-claim.released")
    public record Released(UserId user, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return new Free();
        }
    }

    // State: what is true now.

    /** How firmly an e-mail is taken. */
    public sealed interface State extends Journaled {}

    @JsonTypeName("email-claim.state.free")
    record Free() implements State {}

    @JsonTypeName("email-claim.state.reserved")
    record Reserved(UserId user, Instant at) implements State {}

    @JsonTypeName("email-claim.state.owned")
    record Owned(UserId user) implements State {}

    // Behaviour: how commands become events.

    private final String thing;
    private final Duration grace;

    private EmailClaim(
            String thing,
            PersistenceId id,
            ActorContext<Command> context,
            ActorRef<ShardCommand> shard,
            UserSettings settings) {
        super(id, context, shard, settings.entity(), new Idle());
        this.thing = thing;
        grace = settings.claimGrace();
    }

    /** The claim to an e-mail in its normalised spelling. */
    static Behavior<Command> create(String email, ActorRef<ShardCommand> shard, UserSettings settings) {
        PersistenceId id = PersistenceId.of(KEY.name(), email);
        return Behaviors.setup(context -> new EmailClaim("e-mail", id, context, shard, settings));
    }

    /** The claim to an identity by its key. */
    static Behavior<Command> ofIdentity(String key, ActorRef<ShardCommand> shard, UserSettings settings) {
        PersistenceId id = PersistenceId.of(IDENTITY.name(), key);
        return Behaviors.setup(context -> new EmailClaim("identity", id, context, shard, settings));
    }

    @Override
    public State emptyState() {
        return new Free();
    }

    @Override
    public CommandHandlerWithReply<Command, Event, State> commandHandler() {
        return (state, command) -> switch (command) {
            case Claim claim -> onClaim(state, claim);
            case Confirm confirm -> onConfirm(state, confirm);
            case GetOwner get -> onGetOwner(state, get);
            case Idle idle -> moveOut();
        };
    }

    private ReplyEffect<Event, State> onClaim(State state, Claim claim) {
        Claimed claimed = new Claimed(claim.user, claim.at);
        return switch (state) {
            case Free free -> record(List.of(claimed), claim.user, claim.replyTo);
            case Reserved reserved
            when reserved.user.equals(claim.user) -> answer(claim.replyTo, new Owner(claim.user));
            case Reserved reserved
            when !claim.at.isBefore(reserved.at.plus(grace)) ->
                record(List.of(new Released(reserved.user, claim.at), claimed), claim.user, claim.replyTo);
            case Owned owned when owned.user.equals(claim.user) -> answer(claim.replyTo, new Owner(claim.user));
            case Reserved reserved -> refuse(claim.replyTo, taken());
            case Owned owned -> refuse(claim.replyTo, taken());
        };
    }

    private ReplyEffect<Event, State> onConfirm(State state, Confirm confirm) {
        return switch (state) {
            case Reserved reserved
            when reserved.user.equals(confirm.user) ->
                record(List.of(new Confirmed(confirm.user, confirm.at)), confirm.user, confirm.replyTo);
            case Owned owned when owned.user.equals(confirm.user) -> answer(confirm.replyTo, new Owner(owned.user));
            case Free free -> refuse(confirm.replyTo, taken());
            case Reserved reserved -> refuse(confirm.replyTo, taken());
            case Owned owned -> refuse(confirm.replyTo, taken());
        };
    }

    private ReplyEffect<Event, State> onGetOwner(State state, GetOwner get) {
        return switch (state) {
            case Free free -> refuse(get.replyTo, Refusal.notFound("nobody has that " + thing));
            case Reserved reserved -> answer(get.replyTo, new Owner(reserved.user));
            case Owned owned -> answer(get.replyTo, new Owner(owned.user));
        };
    }

    private ReplyEffect<Event, State> record(List<Event> events, UserId user, ActorRef<StatusReply<Owner>> replyTo) {
        return Effect().persist(events).thenReply(replyTo, state -> StatusReply.success(new Owner(user)));
    }

    private Refusal taken() {
        return Refusal.conflict("that " + thing + " is taken");
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
