package parley.engine.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import parley.engine.connection.SwitchboardCommand.Add;
import parley.engine.connection.SwitchboardCommand.Change;
import parley.engine.connection.SwitchboardCommand.Fetch;
import parley.engine.connection.SwitchboardCommand.FetchOlder;
import parley.engine.connection.SwitchboardCommand.Fetched;
import parley.engine.connection.SwitchboardCommand.Idle;
import parley.engine.connection.SwitchboardCommand.Older;
import parley.engine.connection.SwitchboardCommand.Remove;
import parley.engine.connection.SwitchboardCommand.Reseal;
import parley.engine.connection.SwitchboardCommand.Show;
import parley.engine.connection.SwitchboardState.Installed;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;
import parley.engine.safe.Sealed;

/** One user's connections: names are unique among them, and one of each provider is preferred. */
final class Switchboard extends Resident<SwitchboardCommand, SwitchboardEvent, SwitchboardState> {
    static final EntityTypeKey<SwitchboardCommand> KEY = EntityTypeKey.create(SwitchboardCommand.class, "Switchboard");

    private static final int MOST = 100;

    private final UserId owner;

    private Switchboard(
            UserId owner,
            ActorContext<SwitchboardCommand> context,
            ActorRef<ShardCommand> shard,
            EntitySettings settings) {
        super(PersistenceId.of(KEY.name(), owner.value()), context, shard, settings, new Idle());
        this.owner = owner;
    }

    static Behavior<SwitchboardCommand> create(UserId owner, ActorRef<ShardCommand> shard, EntitySettings settings) {
        return Behaviors.setup(context -> new Switchboard(owner, context, shard, settings));
    }

    @Override
    public SwitchboardState emptyState() {
        return SwitchboardState.EMPTY;
    }

    @Override
    public CommandHandlerWithReply<SwitchboardCommand, SwitchboardEvent, SwitchboardState> commandHandler() {
        return (state, command) -> switch (command) {
            case Add add -> onAdd(state, add);
            case Show show -> onShow(state, show);
            case Change change -> onChange(state, change);
            case Remove remove -> onRemove(state, remove);
            case Fetch fetch -> onFetch(state, fetch);
            case FetchOlder fetch -> onFetchOlder(state, fetch);
            case Reseal reseal -> onReseal(state, reseal);
            case Idle _ -> moveOut();
        };
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> onAdd(SwitchboardState state, Add add) {
        Optional<Installed> there = state.find(add.connection());
        if (there.isPresent())
            return there.get().wiring().equals(add.wiring())
                    ? answer(add.replyTo(), there.get().profile(owner))
                    : refuse(add.replyTo(), Refusal.conflict("a connection of that id exists"));
        if (state.named(add.wiring().name(), add.connection())) return refuse(add.replyTo(), nameTaken());
        if (state.connections().size() >= MOST)
            return refuse(add.replyTo(), Refusal.conflict("there may be at most " + MOST + " connections"));
        boolean preferred = add.preferred() || !state.prefers(add.wiring().provider(), add.connection());
        return record(
                List.of(new SwitchboardEvent.Added(add.connection(), add.wiring(), add.key(), preferred, add.at())),
                add.connection(),
                add.replyTo());
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> onShow(SwitchboardState state, Show show) {
        return state.find(show.connection())
                .map(it -> answer(show.replyTo(), it.profile(owner)))
                .orElseGet(() -> refuse(show.replyTo(), unknown()));
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> onChange(SwitchboardState state, Change change) {
        Optional<Installed> there = state.find(change.connection());
        if (there.isEmpty()) return refuse(change.replyTo(), unknown());
        List<SwitchboardEvent> events;
        try {
            events = changes(state, there.get(), change);
        } catch (Refusal no) {
            return refuse(change.replyTo(), no);
        }
        return events.isEmpty()
                ? answer(change.replyTo(), there.get().profile(owner))
                : record(events, change.connection(), change.replyTo());
    }

    private static List<SwitchboardEvent> changes(SwitchboardState state, Installed it, Change change) {
        Wiring wiring = change.change().appliedTo(it.wiring());
        if (state.named(wiring.name(), it.id())) throw nameTaken();
        boolean preferred = preferred(state, it, wiring, change.change());
        List<SwitchboardEvent> events = new ArrayList<>();
        if (!wiring.equals(it.wiring()) || preferred != it.preferred())
            events.add(new SwitchboardEvent.Changed(it.id(), wiring, preferred, change.at()));
        Sealed key = change.key();
        if (key != null) events.add(new SwitchboardEvent.KeyChanged(it.id(), key, change.at()));
        return events;
    }

    /** Whoever goes over to another provider is preferred there only if nobody else is. */
    private static boolean preferred(SwitchboardState state, Installed it, Wiring to, ConnectionChange change) {
        Boolean asked = change.preferred();
        if (asked != null) return asked;
        return to.provider().equals(it.wiring().provider()) ? it.preferred() : !state.prefers(to.provider(), it.id());
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> onRemove(SwitchboardState state, Remove remove) {
        Optional<Installed> there = state.find(remove.connection());
        if (there.isEmpty()) return refuse(remove.replyTo(), unknown());
        ConnectionProfile last = there.get().profile(owner);
        return Effect()
                .persist(new SwitchboardEvent.Removed(remove.connection(), remove.at()))
                .thenReply(remove.replyTo(), _ -> StatusReply.success(last));
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> onFetch(SwitchboardState state, Fetch fetch) {
        return state.find(fetch.connection())
                .map(it -> answer(fetch.replyTo(), new Fetched(it.profile(owner), it.key())))
                .orElseGet(() -> refuse(fetch.replyTo(), unknown()));
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> onFetchOlder(SwitchboardState state, FetchOlder fetch) {
        List<Fetched> older = state.connections().stream()
                .filter(it -> it.key() != null && !it.key().key().equals(fetch.masterKey()))
                .map(it -> new Fetched(it.profile(owner), it.key()))
                .toList();
        return answer(fetch.replyTo(), new Older(older));
    }

    /** A key that has changed meanwhile was sealed with the newest master key already. */
    private ReplyEffect<SwitchboardEvent, SwitchboardState> onReseal(SwitchboardState state, Reseal reseal) {
        Optional<Installed> there = state.find(reseal.connection());
        if (there.isEmpty()) return refuse(reseal.replyTo(), unknown());
        if (!reseal.from().equals(there.get().key()))
            return answer(reseal.replyTo(), there.get().profile(owner));
        return record(
                List.of(new SwitchboardEvent.Resealed(reseal.connection(), reseal.to(), reseal.at())),
                reseal.connection(),
                reseal.replyTo());
    }

    private ReplyEffect<SwitchboardEvent, SwitchboardState> record(
            List<SwitchboardEvent> events, ConnectionId connection, ActorRef<StatusReply<ConnectionProfile>> replyTo) {
        return Effect()
                .persist(events)
                .thenReply(
                        replyTo,
                        state -> state.find(connection)
                                .map(it -> StatusReply.success(it.profile(owner)))
                                .orElseGet(() -> unknown().reply()));
    }

    private static Refusal nameTaken() {
        return Refusal.conflict("A connection with this name already exists");
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such connection");
    }

    @Override
    public EventHandler<SwitchboardState, SwitchboardEvent> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
