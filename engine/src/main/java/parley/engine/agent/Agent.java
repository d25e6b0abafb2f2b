package parley.engine.agent;

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

/** One agent: who owns it and how it is cast. To anybody but its owner it does not exist. */
public final class Agent extends Resident<Agent.Command, Agent.Event, Agent.State> {
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Agent");

    // Commands: what may be asked.

    sealed interface Command extends Message {}

    record Create(UserId owner, Casting casting, Instant at, ActorRef<StatusReply<AgentProfile>> replyTo)
            implements Command {}

    /** Makes an agent that was elsewhere before; one that its owner has already stays as it is. */
    record Adopt(UserId owner, Casting casting, Instant createdAt, ActorRef<StatusReply<AgentProfile>> replyTo)
            implements Command {}

    record GetProfile(UserId who, ActorRef<StatusReply<AgentProfile>> replyTo) implements Command {}

    record CastAnew(UserId who, Casting casting, Instant at, ActorRef<StatusReply<AgentProfile>> replyTo)
            implements Command {}

    record Retire(UserId who, Instant at, ActorRef<StatusReply<AgentProfile>> replyTo) implements Command {}

    record Idle() implements Command {}

    // Events: what has happened.

    /** What can have happened to an agent. */
    public sealed interface Event extends Journaled {
        /** When it happened. */
        Instant at();

        /** What is true after it. */
        State appliedTo(State state);
    }

    @JsonTypeName("agent.created")
    public record Created(UserId owner, Casting casting, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return new Playing(owner, casting, at, at);
        }
    }

    @JsonTypeName("agent.recast")
    public record Recast(Casting casting, Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return state instanceof Playing agent ? new Playing(agent.owner, casting, agent.createdAt, at) : state;
        }
    }

    @JsonTypeName("agent.retired")
    public record Retired(Instant at) implements Event {
        @Override
        public State appliedTo(State state) {
            return new Gone();
        }
    }

    // State: what is true now.

    /** How far an agent's life has come. */
    public sealed interface State extends Journaled {}

    @JsonTypeName("agent.state.unborn")
    record Unborn() implements State {}

    @JsonTypeName("agent.state.playing")
    record Playing(UserId owner, Casting casting, Instant createdAt, Instant updatedAt) implements State {
        AgentProfile profile(AgentId id) {
            return new AgentProfile(id, owner, casting, createdAt, updatedAt);
        }
    }

    @JsonTypeName("agent.state.gone")
    record Gone() implements State {}

    // Behaviour: how commands become events.

    private final AgentId id;

    private Agent(AgentId id, ActorContext<Command> context, ActorRef<ShardCommand> shard, EntitySettings settings) {
        super(PersistenceId.of(KEY.name(), id.value()), context, shard, settings, new Idle());
        this.id = id;
    }

    static Behavior<Command> create(AgentId id, ActorRef<ShardCommand> shard, EntitySettings settings) {
        return Behaviors.setup(context -> new Agent(id, context, shard, settings));
    }

    @Override
    public State emptyState() {
        return new Unborn();
    }

    @Override
    public CommandHandlerWithReply<Command, Event, State> commandHandler() {
        return (state, command) -> switch (command) {
            case Create create -> onCreate(state, create);
            case Adopt adopt -> onAdopt(state, adopt);
            case GetProfile get -> onGetProfile(state, get);
            case CastAnew cast -> onCastAnew(state, cast);
            case Retire retire -> onRetire(state, retire);
            case Idle idle -> moveOut();
        };
    }

    private ReplyEffect<Event, State> onCreate(State state, Create create) {
        return switch (state) {
            case Unborn unborn -> record(new Created(create.owner, create.casting, create.at), create.replyTo);
            case Playing agent
            when agent.owner.equals(create.owner) && agent.casting.equals(create.casting) ->
                answer(create.replyTo, agent.profile(id));
            case Playing agent -> refuse(create.replyTo, Refusal.conflict("an agent of that id exists"));
            case Gone gone -> refuse(create.replyTo, Refusal.conflict("an agent of that id is retired"));
        };
    }

    private ReplyEffect<Event, State> onAdopt(State state, Adopt adopt) {
        if (state instanceof Playing agent && agent.owner.equals(adopt.owner))
            return answer(adopt.replyTo, agent.profile(id));
        return onCreate(state, new Create(adopt.owner, adopt.casting, adopt.createdAt, adopt.replyTo));
    }

    private ReplyEffect<Event, State> onGetProfile(State state, GetProfile get) {
        if (state instanceof Playing agent && agent.owner.equals(get.who))
            return answer(get.replyTo, agent.profile(id));
        return refuse(get.replyTo, unknown());
    }

    private ReplyEffect<Event, State> onCastAnew(State state, CastAnew cast) {
        if (!(state instanceof Playing agent) || !agent.owner.equals(cast.who)) return refuse(cast.replyTo, unknown());
        if (agent.casting.equals(cast.casting)) return answer(cast.replyTo, agent.profile(id));
        return record(new Recast(cast.casting, cast.at), cast.replyTo);
    }

    private ReplyEffect<Event, State> onRetire(State state, Retire retire) {
        if (!(state instanceof Playing agent) || !agent.owner.equals(retire.who))
            return refuse(retire.replyTo, unknown());
        AgentProfile last = agent.profile(id);
        return Effect().persist(new Retired(retire.at)).thenReply(retire.replyTo, gone -> StatusReply.success(last));
    }

    private ReplyEffect<Event, State> record(Event event, ActorRef<StatusReply<AgentProfile>> replyTo) {
        return Effect().persist(event).thenReply(replyTo, state -> switch (state) {
            case Playing agent -> StatusReply.success(agent.profile(id));
            case Unborn unborn -> unknown().reply();
            case Gone gone -> unknown().reply();
        });
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such agent");
    }

    @Override
    public EventHandler<State, Event> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
