package parley.http.management;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/** Looks how a whole deployment is: asks every node, the shards and the database. Whoever does not answer is left out. */
public final class Survey {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final String ROOMS = "Conversation";

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final Sources sources;
    private final String version;
    private final Clock clock;
    private final Instant start;

    /** What is known outside of this room. */
    public interface Sources {
        /** How the connections to the database are used. */
        Facts.Pool pool();

        /** The version of its schema. */
        CompletionStage<String> schema();

        /** Rooms that are under way, in the order of their ids, after this one. */
        CompletionStage<List<Deployment.OpenTurn>> open(String after, int most);
    }

    private Survey(ActorSystem<?> system, Sources sources, String version, Clock clock) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.sources = sources;
        this.version = version;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** From now on this node answers how it is, and can ask the others. */
    public static Survey begin(ActorSystem<?> system, Sources sources, String version, Clock clock) {
        Survey survey = new Survey(system, sources, version, clock);
        Informant.begin(system, survey::facts);
        return survey;
    }

    private Facts facts() {
        Measures measures = Measures.of(system);
        return new Facts(
                version,
                Duration.between(start, clock.instant()).toSeconds(),
                (long) measures.now(Series.ROOMS_SPEAKING),
                (long) measures.now(Series.ROOMS_IN_MEMORY),
                (long) measures.now(Series.JOURNAL_WAITING),
                sources.pool());
    }

    /** How all of it is, with the rooms under way after this one. */
    public CompletionStage<Deployment> deployment(String after, int most) {
        CompletionStage<Optional<String>> schema = told(sources::schema);
        CompletionStage<Optional<List<Deployment.OpenTurn>>> open = told(() -> sources.open(after, most + 1));
        return nodes().thenCombine(ShardMap.of(system), Found::new)
                .thenCombine(schema, (found, it) -> found.with(it.orElse(null)))
                .thenCombine(open, (found, it) -> whole(found, it.orElse(List.of()), most));
    }

    private record Found(
            List<Deployment.Node> nodes,
            List<ShardMap> shards,
            @Nullable String schema) {
        Found(List<Deployment.Node> nodes, List<ShardMap> shards) {
            this(nodes, shards, null);
        }

        Found with(@Nullable String version) {
            return new Found(nodes, shards, version);
        }
    }

    private Deployment whole(Found found, List<Deployment.OpenTurn> open, int most) {
        List<Deployment.OpenTurn> shown =
                open.stream().limit(most).map(it -> placed(it, found.shards)).toList();
        return new Deployment(
                clock.instant(),
                found.schema,
                found.nodes,
                found.shards.stream().map(ShardMap::told).toList(),
                shown,
                open.size() > most ? shown.getLast().room() : null);
    }

    private Deployment.OpenTurn placed(Deployment.OpenTurn turn, List<ShardMap> shards) {
        int count = system.settings().config().getInt("pekko.cluster.sharding.number-of-shards");
        @Nullable
        String node = shards.stream()
                .filter(it -> it.entity().equals(ROOMS))
                .findFirst()
                .flatMap(it -> it.node(turn.room(), count))
                .orElse(null);
        return new Deployment.OpenTurn(turn.room(), turn.turns(), turn.changedAt(), node);
    }

    private CompletionStage<List<Deployment.Node>> nodes() {
        CurrentClusterState state = cluster.state();
        List<Member> members =
                StreamSupport.stream(state.getMembers().spliterator(), false).toList();
        Optional<Member> oldest = members.stream().reduce((one, other) -> one.isOlderThan(other) ? one : other);
        List<CompletableFuture<Deployment.Node>> asked = members.stream()
                .map(it -> node(state, it, oldest.filter(it::equals).isPresent()))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Deployment.Node> node(CurrentClusterState state, Member member, boolean oldest) {
        boolean self = member.address().equals(cluster.selfMember().address());
        boolean reachable = !state.getUnreachable().contains(member);
        CompletionStage<Optional<Facts>> facts = self
                ? CompletableFuture.completedFuture(Optional.of(facts()))
                : reachable
                        ? told(() -> Informant.ask(system, member.address(), WITHIN))
                        : CompletableFuture.completedFuture(Optional.empty());
        return facts.thenApply(it -> new Deployment.Node(
                        member.address().toString(),
                        member.status().toString(),
                        reachable,
                        oldest,
                        member.address().equals(state.getLeader()),
                        self,
                        it.orElse(null)))
                .toCompletableFuture();
    }

    /** What is told in time; whatever else happens is nothing. */
    private static <T> CompletionStage<Optional<T>> told(Supplier<CompletionStage<T>> asked) {
        return CompletableFuture.completedFuture(asked)
                .thenCompose(Supplier::get)
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> Optional.empty());
    }
}
