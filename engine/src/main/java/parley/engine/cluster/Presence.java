package parley.engine.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/**
 * Leads this node into its cluster and says from then on, in the table of members, that it lives. Answers that it has
 * joined only when nobody uses the database but members of the same cluster.
 */
public final class Presence {
    private static final String NAME = "presence";

    sealed interface Command {}

    private record Look() implements Command {}

    private record Late() implements Command {}

    private record Entered(Optional<Duration> before) implements Command {}

    private record Shown(Members.Way way) implements Command {}

    private record Risen(List<Member> strangers) implements Command {}

    private record Beat() implements Command {}

    private record Beaten(boolean known) implements Command {}

    private record Failed(Throwable failure) implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Cluster cluster;
    private final ClusterSettings settings;
    private final Members members;
    private final CompletableFuture<Done> joined;
    private Member self;
    private Members.@Nullable Way gone;
    private String trouble = "nobody answered";
    private long strangersSince;
    private boolean asking;

    private Presence(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ClusterSettings settings,
            Members members,
            Member self,
            CompletableFuture<Done> joined) {
        this.context = context;
        this.timers = timers;
        this.cluster = Cluster.get(context.getSystem());
        this.settings = settings;
        this.members = members;
        this.self = self;
        this.joined = joined;
    }

    /**
     * Joins, and answers when this node is a member; fails with a {@link Refusal} for the operator where it must not be or
     * cannot become one.
     *
     * @param installation what this node is called where it is alone: the same after a restart
     */
    public static CompletionStage<Done> of(
            ActorSystem<?> system, ClusterSettings settings, Members members, String installation) {
        CompletableFuture<Done> joined = new CompletableFuture<>();
        Member self = self(system, settings, installation);
        system.systemActorOf(
                Behaviors.<Command>setup(context -> Behaviors.withTimers(
                        timers -> new Presence(context, timers, settings, members, self, joined).entering())),
                NAME,
                Props.empty());
        system.getWhenTerminated()
                .whenComplete((_, _) -> joined.completeExceptionally(
                        Refusal.conflict("this node was put out of its cluster before it had joined")));
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "leave-the-table-of-members",
                        () -> members.leave(self).exceptionally(_ -> Done.getInstance()));
        return joined;
    }

    private static Member self(ActorSystem<?> system, ClusterSettings settings, String installation) {
        var me = Cluster.get(system).selfMember().uniqueAddress();
        String place = Place.of(me.address()).toString();
        return new Member(
                settings.alone() ? installation : place,
                Long.toString(me.longUid()),
                place,
                settings.alone() ? "" : settings.name(),
                false,
                Duration.ZERO);
    }

    private Behavior<Command> entering() {
        timers.startSingleTimer(new Late(), settings.within());
        pipe(() -> members.enter(self), Entered::new);
        return Behaviors.receive(Command.class)
                .onMessage(Entered.class, it -> arriving(it.before))
                .onMessage(Failed.class, it -> refused(it.failure))
                .onMessage(Late.class, _ -> late())
                .build();
    }

    private Behavior<Command> arriving(Optional<Duration> before) {
        answered();
        timers.startTimerWithFixedDelay(new Look(), before.map(this::pause).orElse(Duration.ZERO), settings.look());
        timers.startTimerWithFixedDelay(new Beat(), settings.beat());
        return Behaviors.receive(Command.class)
                .onMessage(Look.class, _ -> onLook())
                .onMessage(Shown.class, it -> onShown(it.way))
                .onMessage(Risen.class, it -> onRisen(it.strangers))
                .onMessage(Beat.class, _ -> beat())
                .onMessage(Beaten.class, it -> onBeaten(it.known))
                .onMessage(Failed.class, it -> onTrouble(it.failure))
                .onMessage(Late.class, _ -> late())
                .build();
    }

    /** Until the others have forgotten its former life, or they would send to that what is meant for this one. */
    private Duration pause(Duration before) {
        Duration pause = settings.back().minus(before);
        if (settings.alone() || pause.isNegative()) return Duration.ZERO;
        trouble = "the others are still to take over what its former life had, which ended without leaving";
        context.getLog()
                .info(
                        "this server was lost {} s ago and joins again in {} s, when the others have taken over what"
                                + " it had",
                        before.toSeconds(),
                        pause.toSeconds());
        return pause;
    }

    private Behavior<Command> onLook() {
        if (cluster.selfMember().status().equals(MemberStatus.up())) {
            pipe(() -> members.rise(self, places(), settings.stale()), Risen::new);
            return Behaviors.same();
        }
        switch (settings.joining()) {
            case Joining.Alone _ -> go(new Members.Way.Begin());
            case Joining.Seeds(List<Place> places) -> go(new Members.Way.Join(places));
            case Joining.Table _ -> pipe(() -> members.way(self, settings.stale()), Shown::new);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onShown(Members.Way way) {
        answered();
        if (!cluster.selfMember().status().equals(MemberStatus.up())) go(way);
        return Behaviors.same();
    }

    private void go(Members.Way way) {
        if (way.equals(gone)) return;
        switch (way) {
            case Members.Way.Begin _ -> {
                trouble = "it did not become a cluster of its own";
                cluster.manager().tell(Join.create(cluster.selfMember().address()));
            }
            case Members.Way.Join(List<Place> places) -> {
                trouble = "it was not let in by any of " + places;
                String system = context.getSystem().name();
                cluster.manager()
                        .tell(new JoinSeedNodes(
                                places.stream().map(it -> it.address(system)).toList()));
            }
            case Members.Way.Wait _ -> trouble = "another server was about to begin the cluster and did not";
        }
        gone = way;
    }

    private Set<String> places() {
        Set<String> places = new HashSet<>();
        cluster.state()
                .getMembers()
                .forEach(it -> places.add(Place.of(it.address()).toString()));
        return places;
    }

    private Behavior<Command> onRisen(List<Member> strangers) {
        answered();
        if (strangers.isEmpty()) return present();
        if (strangersSince == 0) strangersSince = System.nanoTime();
        Duration since = Duration.ofNanos(System.nanoTime() - strangersSince);
        if (since.compareTo(settings.stale().plus(settings.beat())) < 0) return Behaviors.same();
        return refused(Refusal.conflict(Strangers.words(self, strangers)));
    }

    private Behavior<Command> present() {
        timers.cancelAll();
        self = new Member(self.node(), self.incarnation(), self.place(), self.cluster(), true, Duration.ZERO);
        joined.complete(Done.getInstance());
        timers.startTimerWithFixedDelay(new Beat(), settings.beat());
        return Behaviors.receive(Command.class)
                .onMessage(Beat.class, _ -> beat())
                .onMessage(Beaten.class, it -> onBeaten(it.known))
                .onMessage(Failed.class, it -> onTrouble(it.failure))
                .onAnyMessage(_ -> Behaviors.same())
                .build();
    }

    private Behavior<Command> beat() {
        pipe(() -> members.beat(self), Beaten::new);
        return Behaviors.same();
    }

    private Behavior<Command> onBeaten(boolean known) {
        answered();
        if (!known)
            context.getLog()
                    .error(
                            "another server has come to this database by the name of {}: one of both must stop",
                            self.node());
        return Behaviors.same();
    }

    private Behavior<Command> onTrouble(Throwable failure) {
        answered();
        context.getLog().warn("the table of members does not answer: {}", failure.toString());
        return Behaviors.same();
    }

    private Behavior<Command> late() {
        return refused(Refusal.conflict("this node did not join its cluster within "
                + settings.within().toSeconds() + " s: " + trouble
                + ". Are they reachable, and is PARLEY_CLUSTER_HOST where they reach this one?"));
    }

    private Behavior<Command> refused(Throwable no) {
        joined.completeExceptionally(no);
        return Behaviors.stopped();
    }

    /** One question at a time: while the database does not answer, further ones would only fill its threads. */
    private <T> void pipe(Supplier<CompletionStage<T>> question, Function<T, Command> command) {
        if (asking) return;
        asking = true;
        context.pipeToSelf(question.get(), (it, failure) -> failure == null ? command.apply(it) : new Failed(failure));
    }

    private void answered() {
        asking = false;
    }
}
