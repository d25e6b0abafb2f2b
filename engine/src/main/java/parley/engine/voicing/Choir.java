package parley.engine.voicing;

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
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Resident;
import parley.engine.kernel.UserId;
import parley.engine.voicing.ChoirCommand.Add;
import parley.engine.voicing.ChoirCommand.Change;
import parley.engine.voicing.ChoirCommand.Fetch;
import parley.engine.voicing.ChoirCommand.FetchOlder;
import parley.engine.voicing.ChoirCommand.Fetched;
import parley.engine.voicing.ChoirCommand.Idle;
import parley.engine.voicing.ChoirCommand.Older;
import parley.engine.voicing.ChoirCommand.Remove;
import parley.engine.voicing.ChoirCommand.Reseal;
import parley.engine.voicing.ChoirCommand.ShowAll;
import parley.engine.voicing.ChoirCommand.Shown;
import parley.engine.voicing.ChoirState.Singer;

/** One user's connections to voices. */
final class Choir extends Resident<ChoirCommand, ChoirEvent, ChoirState> {
    static final EntityTypeKey<ChoirCommand> KEY = EntityTypeKey.create(ChoirCommand.class, "Choir");

    private static final int MOST = 100;

    private final UserId owner;

    private Choir(
            UserId owner, ActorContext<ChoirCommand> context, ActorRef<ShardCommand> shard, EntitySettings settings) {
        super(PersistenceId.of(KEY.name(), owner.value()), context, shard, settings, new Idle());
        this.owner = owner;
    }

    static Behavior<ChoirCommand> create(UserId owner, ActorRef<ShardCommand> shard, EntitySettings settings) {
        return Behaviors.setup(context -> new Choir(owner, context, shard, settings));
    }

    @Override
    public ChoirState emptyState() {
        return ChoirState.EMPTY;
    }

    @Override
    public CommandHandlerWithReply<ChoirCommand, ChoirEvent, ChoirState> commandHandler() {
        return (state, command) -> switch (command) {
            case Add add -> onAdd(state, add);
            case ShowAll show -> onShowAll(state, show);
            case Change change -> onChange(state, change);
            case Remove remove -> onRemove(state, remove);
            case Fetch fetch -> onFetch(state, fetch);
            case FetchOlder fetch -> onFetchOlder(state, fetch);
            case Reseal reseal -> onReseal(state, reseal);
            case Idle _ -> moveOut();
        };
    }

    private ReplyEffect<ChoirEvent, ChoirState> onAdd(ChoirState state, Add add) {
        Optional<Singer> there = state.find(add.connection());
        if (there.isPresent())
            return there.get().wiring().equals(add.wiring())
                    ? answer(add.replyTo(), there.get().profile(owner))
                    : refuse(add.replyTo(), Refusal.conflict("a voice connection of that id exists"));
        if (state.singers().size() >= MOST)
            return refuse(add.replyTo(), Refusal.conflict("there may be at most " + MOST + " voice connections"));
        return record(new ChoirEvent.Added(add.connection(), add.wiring(), add.key(), add.at()), add.replyTo());
    }

    private ReplyEffect<ChoirEvent, ChoirState> onShowAll(ChoirState state, ShowAll show) {
        return answer(
                show.replyTo(),
                new Shown(state.singers().stream().map(it -> it.profile(owner)).toList()));
    }

    private ReplyEffect<ChoirEvent, ChoirState> onChange(ChoirState state, Change change) {
        Optional<Singer> there = state.find(change.connection());
        if (there.isEmpty()) return refuse(change.replyTo(), unknown());
        VoiceWiring wiring;
        try {
            wiring = change.change().appliedTo(there.get().wiring());
        } catch (Refusal no) {
            return refuse(change.replyTo(), no);
        }
        return change.key() == null && wiring.equals(there.get().wiring())
                ? answer(change.replyTo(), there.get().profile(owner))
                : record(
                        new ChoirEvent.Changed(change.connection(), wiring, change.key(), change.at()),
                        change.replyTo());
    }

    private ReplyEffect<ChoirEvent, ChoirState> onRemove(ChoirState state, Remove remove) {
        Optional<Singer> there = state.find(remove.connection());
        if (there.isEmpty()) return refuse(remove.replyTo(), unknown());
        VoiceConnectionProfile last = there.get().profile(owner);
        return Effect()
                .persist(new ChoirEvent.Removed(remove.connection(), remove.at()))
                .thenReply(remove.replyTo(), _ -> StatusReply.success(last));
    }

    private ReplyEffect<ChoirEvent, ChoirState> onFetch(ChoirState state, Fetch fetch) {
        return state.find(fetch.connection())
                .map(it -> answer(fetch.replyTo(), new Fetched(it.profile(owner), it.key())))
                .orElseGet(() -> refuse(fetch.replyTo(), unknown()));
    }

    private ReplyEffect<ChoirEvent, ChoirState> onFetchOlder(ChoirState state, FetchOlder fetch) {
        List<Fetched> older = state.singers().stream()
                .filter(it -> it.key() != null && !it.key().key().equals(fetch.masterKey()))
                .map(it -> new Fetched(it.profile(owner), it.key()))
                .toList();
        return answer(fetch.replyTo(), new Older(older));
    }

    /** A key that has changed meanwhile was sealed with the newest master key already. */
    private ReplyEffect<ChoirEvent, ChoirState> onReseal(ChoirState state, Reseal reseal) {
        Optional<Singer> there = state.find(reseal.connection());
        if (there.isEmpty()) return refuse(reseal.replyTo(), unknown());
        if (!reseal.from().equals(there.get().key()))
            return answer(reseal.replyTo(), there.get().profile(owner));
        return record(new ChoirEvent.Resealed(reseal.connection(), reseal.to(), reseal.at()), reseal.replyTo());
    }

    private ReplyEffect<ChoirEvent, ChoirState> record(
            ChoirEvent event, ActorRef<StatusReply<VoiceConnectionProfile>> replyTo) {
        return Effect()
                .persist(event)
                .thenReply(
                        replyTo,
                        state -> state.find(event.connection())
                                .map(it -> StatusReply.success(it.profile(owner)))
                                .orElseGet(() -> unknown().reply()));
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no such voice connection");
    }

    @Override
    public EventHandler<ChoirState, ChoirEvent> eventHandler() {
        return (state, event) -> event.appliedTo(state);
    }
}
