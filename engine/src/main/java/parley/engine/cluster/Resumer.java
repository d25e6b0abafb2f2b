package parley.engine.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Wakes what was under way on a node that is gone, with nobody asking for it. There is one in a cluster; it looks when it
 * begins and whenever a member is gone, and at no other time, so that what sleeps is left to sleep.
 */
public final class Resumer {
    private static final String NAME = "resumer";

    /** After a look that failed, as while the database does not answer. */
    private static final Duration AGAIN = Duration.ofSeconds(3);

    sealed interface Command {}

    private record Gone(ClusterEvent.MemberRemoved event) implements Command {}

    private record Look() implements Command {}

    private record Looked(int woken) implements Command {}

    private record Failed(Throwable failure) implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Supplier<CompletionStage<Integer>> waking;
    private final List<Duration> after;

    private Resumer(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Supplier<CompletionStage<Integer>> waking,
            List<Duration> after) {
        this.context = context;
        this.timers = timers;
        this.waking = waking;
        this.after = after;
    }

    /**
     * Begins, here or on another node.
     *
     * @param waking wakes everything that is unfinished, and answers how much that was
     * @param after how long after each loss it looks, as often as this says: what was woken while its shard had no place
     *     yet may have been lost on the way
     */
    public static void start(ActorSystem<?> system, Supplier<CompletionStage<Integer>> waking, List<Duration> after) {
        ClusterSingleton.get(system).init(SingletonActor.of(behavior(waking, after), NAME));
    }

    static Behavior<Command> behavior(Supplier<CompletionStage<Integer>> waking, List<Duration> after) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Cluster.get(context.getSystem())
                    .subscriptions()
                    .tell(Subscribe.create(
                            context.messageAdapter(ClusterEvent.MemberRemoved.class, Gone::new),
                            ClusterEvent.MemberRemoved.class));
            context.getSelf().tell(new Look());
            Resumer resumer = new Resumer(context, timers, waking, after);
            resumer.lookLater();
            return Behaviors.receive(Command.class)
                    .onMessage(Gone.class, it -> resumer.onGone(it.event))
                    .onMessage(Look.class, _ -> resumer.look())
                    .onMessage(Looked.class, it -> resumer.onLooked(it.woken))
                    .onMessage(Failed.class, it -> resumer.onFailed(it.failure))
                    .build();
        }));
    }

    private Behavior<Command> onGone(ClusterEvent.MemberRemoved event) {
        context.getLog()
                .info(
                        "{} is gone; what was under way there is taken up",
                        event.member().address());
        lookLater();
        return Behaviors.same();
    }

    /** A further loss begins the same looks anew, and each of them sees the losses before it. */
    private void lookLater() {
        for (Duration pause : after) timers.startSingleTimer(pause, new Look(), pause);
    }

    private Behavior<Command> look() {
        context.pipeToSelf(waking.get(), (woken, failure) -> failure == null ? new Looked(woken) : new Failed(failure));
        return Behaviors.same();
    }

    private Behavior<Command> onLooked(int woken) {
        if (woken > 0) context.getLog().info("{} rooms and recordings were asked to go on", woken);
        return Behaviors.same();
    }

    private Behavior<Command> onFailed(Throwable failure) {
        context.getLog().warn("what is unfinished could not be read: {}", failure.toString());
        timers.startSingleTimer(new Look(), AGAIN);
        return Behaviors.same();
    }
}
