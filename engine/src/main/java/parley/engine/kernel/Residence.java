package parley.engine.kernel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.StatusReply;

/** Where the actors of one kind live: finds one by its id, on whatever node it is, and asks it. */
public final class Residence<C> {
    /** How often a question that may be asked again is asked, within the time that there is for one. */
    private static final int TIMES = 3;

    private final ClusterSharding sharding;
    private final EntityTypeKey<C> key;
    private final Duration askTimeout;

    private Residence(ClusterSharding sharding, EntityTypeKey<C> key, Duration askTimeout) {
        this.sharding = sharding;
        this.key = key;
        this.askTimeout = askTimeout;
    }

    /** Opens the residence on this node; on a node where it is open already this changes nothing. */
    public static <C> Residence<C> open(
            ActorSystem<?> system,
            EntityTypeKey<C> key,
            EntitySettings settings,
            Function<EntityContext<C>, Behavior<C>> resident) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(key, resident::apply));
        return new Residence<>(sharding, key, settings.askTimeout());
    }

    /** Asks one actor; a {@link Refusal} comes back as a failure that {@link Refusal#in} reads. */
    public <R> CompletionStage<R> ask(String id, Function<ActorRef<StatusReply<R>>, C> question) {
        return sharding.entityRefFor(key, id).askWithStatus(question::apply, askTimeout);
    }

    /**
     * The same for a question that does no more when it is asked twice: it is asked again while nobody answers, as what
     * was sent to a node that is lost, or to a shard on its way, arrives nowhere.
     */
    public <R> CompletionStage<R> insist(String id, Function<ActorRef<StatusReply<R>>, C> question) {
        return insist(id, question, TIMES);
    }

    private <R> CompletionStage<R> insist(String id, Function<ActorRef<StatusReply<R>>, C> question, int times) {
        CompletionStage<R> answer =
                sharding.entityRefFor(key, id).askWithStatus(question::apply, askTimeout.dividedBy(TIMES));
        if (times == 1) return answer;
        return answer.exceptionallyCompose(
                failure -> nobody(failure) ? insist(id, question, times - 1) : CompletableFuture.failedFuture(failure));
    }

    private static boolean nobody(Throwable failure) {
        return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    }
}
