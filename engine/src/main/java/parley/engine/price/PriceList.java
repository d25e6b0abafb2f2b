package parley.engine.price;

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
import parley.engine.kernel.Journaled;
import parley.engine.kernel.Message;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;

/** The one writer of the price list. It records what was changed; the configured defaults lie beneath. */
public final class PriceList extends Resident<PriceList.Command, PriceList.Event, PriceChanges> {
    static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "PriceList");

    /** There is one list. */
    static final String ONLY = "platform";

    /** A list that a person keeps is far shorter. */
    static final int MOST_CHANGES = 5_000;

    // Commands: what may be asked.

    sealed interface Command extends Message {}

    record Get(ActorRef<StatusReply<PriceBook>> replyTo) implements Command {}

    record SetPrice(Price price, UserId by, Instant at, ActorRef<StatusReply<PriceBook>> replyTo) implements Command {}

    record RemovePrice(String provider, String model, UserId by, Instant at, ActorRef<StatusReply<PriceBook>> replyTo)
            implements Command {}

    record Idle() implements Command {}

    // Events: what has happened.

    /** What can have happened to the price list. */
    public sealed interface Event extends Journaled {
        /** When it happened. */
        Instant at();

        /** What is true after it. */
        PriceChanges appliedTo(PriceChanges changes);
    }

    /** A row was set; the price names the version of the list that it came with. */
    @JsonTypeName("price.set")
    public record PriceSet(Price price, UserId by, Instant at) implements Event {
        @Override
        public PriceChanges appliedTo(PriceChanges changes) {
            return changes.with(price);
        }
    }

    @JsonTypeName("price.removed")
    public record PriceRemoved(String provider, String model, UserId by, Instant at) implements Event {
        @Override
        public PriceChanges appliedTo(PriceChanges changes) {
            return changes.without(provider, model);
        }
    }

    // Behaviour: how commands become events.

    private final PriceSettings settings;

    private PriceList(ActorContext<Command> context, ActorRef<ShardCommand> shard, PriceSettings settings) {
        super(PersistenceId.of(KEY.name(), ONLY), context, shard, settings.entity(), new Idle());
        this.settings = settings;
    }

    static Behavior<Command> create(ActorRef<ShardCommand> shard, PriceSettings settings) {
        return Behaviors.setup(context -> new PriceList(context, shard, settings));
    }

    @Override
    public PriceChanges emptyState() {
        return PriceChanges.NONE;
    }

    @Override
    public CommandHandlerWithReply<Command, Event, PriceChanges> commandHandler() {
        return (changes, command) -> switch (command) {
            case Get get -> answer(get.replyTo, changes.over(settings.defaults()));
            case SetPrice set -> onSet(changes, set);
            case RemovePrice remove -> onRemove(changes, remove);
            case Idle _ -> moveOut();
        };
    }

    private ReplyEffect<Event, PriceChanges> onSet(PriceChanges changes, SetPrice set) {
        if (changes.size() >= MOST_CHANGES)
            return refuse(set.replyTo, Refusal.conflict("the price list is full: " + MOST_CHANGES + " rows"));
        return record(new PriceSet(set.price.at(changes.version() + 1), set.by, set.at), set.replyTo);
    }

    private ReplyEffect<Event, PriceChanges> onRemove(PriceChanges changes, RemovePrice remove) {
        if (changes.over(settings.defaults()).row(remove.provider, remove.model).isEmpty())
            return refuse(remove.replyTo, Refusal.notFound("there is no such price"));
        return record(new PriceRemoved(remove.provider, remove.model, remove.by, remove.at), remove.replyTo);
    }

    private ReplyEffect<Event, PriceChanges> record(Event event, ActorRef<StatusReply<PriceBook>> replyTo) {
        return Effect()
                .persist(event)
                .thenReply(replyTo, changes -> StatusReply.success(changes.over(settings.defaults())));
    }

    @Override
    public EventHandler<PriceChanges, Event> eventHandler() {
        return (changes, event) -> event.appliedTo(changes);
    }
}
