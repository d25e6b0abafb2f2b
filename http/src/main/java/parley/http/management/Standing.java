package parley.http.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import parley.http.edge.Steadiness;

/**
 * Whether a server may be sent visitors: it has opened, is not about to leave, belongs to its cluster and to more than half
 * of it, and its database answers. New work is taken as long as all this is so.
 */
public final class Standing implements Steadiness {
    private final Cluster cluster;
    private final Supplier<CompletionStage<?>> database;
    private final BooleanSupplier answers;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPENING);

    /** How far it is in its life. */
    public enum Phase {
        OPENING,
        OPEN,
        LEAVING
    }

    /** A member of the cluster, as this server sees it. */
    public record Seen(String address, String status, boolean reachable, boolean leader, boolean self) {}

    /** The cluster, as this server sees it. */
    public record Cohort(Phase phase, List<Seen> members) {
        public Cohort {
            members = List.copyOf(members);
        }
    }

    /** {@code database} asks whether the database answers, {@code answers} says at once what was known of it last. */
    public Standing(ActorSystem<?> system, Supplier<CompletionStage<?>> database, BooleanSupplier answers) {
        this.cluster = Cluster.get(system);
        this.database = database;
        this.answers = answers;
    }

    /** Visitors may come. */
    public void open() {
        phase.compareAndSet(Phase.OPENING, Phase.OPEN);
    }

    /** No further visitors may come; those who are there may stay for a while. */
    public void leave() {
        phase.set(Phase.LEAVING);
    }

    /** Fails with the reason where it may not be sent visitors. */
    public CompletionStage<?> check() {
        if (phase.get() != Phase.OPEN) return no("this server is " + phase.get());
        MemberStatus status = cluster.selfMember().status();
        if (!status.equals(MemberStatus.up())) return no("this server is " + status + " in its cluster");
        Optional<String> why = why();
        return why.isPresent() ? no(why.get()) : database.get();
    }

    @Override
    public Optional<String> why() {
        if (phase.get() == Phase.LEAVING) return Optional.of("this server is about to leave; another one will do it");
        if (!answers.getAsBoolean())
            return Optional.of("the database does not answer, so nothing can be changed now; try again in a moment");
        if (Minority.sees(cluster.state()))
            return Optional.of(
                    "this server does not see enough of its cluster to change anything; try again in a moment");
        return Optional.empty();
    }

    private static CompletionStage<?> no(String reason) {
        return CompletableFuture.failedFuture(new IllegalStateException(reason));
    }

    /** Who is in the cluster. */
    public Cohort cohort() {
        CurrentClusterState state = cluster.state();
        List<Seen> members = new ArrayList<>();
        StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(it -> seen(state, it))
                .forEach(members::add);
        return new Cohort(phase.get(), members);
    }

    private Seen seen(CurrentClusterState state, Member member) {
        return new Seen(
                member.address().toString(),
                member.status().toString(),
                !state.getUnreachable().contains(member),
                member.address().equals(state.getLeader()),
                member.address().equals(cluster.selfMember().address()));
    }
}
