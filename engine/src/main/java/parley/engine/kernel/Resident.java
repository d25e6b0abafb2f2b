package parley.engine.kernel;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.pattern.StatusReply;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * What every small durable actor has in common: it restarts with growing pauses when the journal fails, keeps snapshots,
 * and moves out of memory when nobody has asked for a while.
 */
public abstract class Resident<C, E extends Journaled, S> extends EventSourcedBehaviorWithEnforcedReplies<C, E, S> {
    private static final double JITTER = 0.2;
    private static final int SNAPSHOTS_KEPT = 2;

    private final ActorContext<C> context;
    private final ActorRef<ShardCommand> shard;
    private final EntitySettings settings;
    private final C idle;

    /** An actor that is sent {@code idle} when it has had nothing to do; it answers that with {@link #moveOut}. */
    protected Resident(
            PersistenceId id, ActorContext<C> context, ActorRef<ShardCommand> shard, EntitySettings settings, C idle) {
        super(id, SupervisorStrategy.restartWithBackoff(settings.restartFrom(), settings.restartTo(), JITTER));
        this.context = context;
        this.shard = shard;
        this.settings = settings;
        this.idle = idle;
    }

    @Override
    public final SignalHandler<S> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    context.setReceiveTimeout(settings.idle(), idle);
                    movedIn(state);
                })
                .onSignal(PreRestart.instance(), _ -> movedOut())
                .onSignal(PostStop.instance(), _ -> movedOut())
                .build();
    }

    /** It is in memory, as it was left. */
    protected void movedIn(S state) {}

    /** It is in memory no more. */
    protected void movedOut() {}

    @Override
    public final RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), SNAPSHOTS_KEPT);
    }

    /** Asks the shard to let this actor go; it holds back what arrives meanwhile. */
    protected final ReplyEffect<E, S> moveOut() {
        return Effect()
                .none()
                .thenRun(() -> shard.tell(new ClusterSharding.Passivate<>(context.getSelf())))
                .thenNoReply();
    }

    /** Answers from the state, with no event. */
    protected final <R> ReplyEffect<E, S> answer(ActorRef<StatusReply<R>> replyTo, R reply) {
        return Effect().reply(replyTo, StatusReply.success(reply));
    }

    /** Says no. */
    protected final <R> ReplyEffect<E, S> refuse(ActorRef<StatusReply<R>> replyTo, Refusal refusal) {
        return Effect().reply(replyTo, refusal.reply());
    }
}
