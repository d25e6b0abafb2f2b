package parley.http.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.ShardRegion.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.ShardRegion.ShardRegionStats;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.pattern.Patterns;
import scala.jdk.javaapi.DurationConverters;

/** Which node has which shards of one kind of actors. */
record ShardMap(String entity, Map<Address, ShardRegionStats> regions, boolean complete) {
    /** How long the nodes have to answer, and how long whoever asked them waits. */
    private static final Duration NODES_WITHIN = Duration.ofSeconds(2);

    private static final Duration WITHIN = Duration.ofSeconds(3);

    ShardMap {
        regions = Map.copyOf(regions);
    }

    /** Those of all kinds, by their names. */
    static CompletionStage<List<ShardMap>> of(ActorSystem<?> system) {
        ClusterSharding sharding = ClusterSharding.get(system.classicSystem());
        List<CompletableFuture<ShardMap>> asked = sharding.getShardTypeNames().stream()
                .sorted()
                .map(it -> one(sharding, it).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
    }

    private static CompletionStage<ShardMap> one(ClusterSharding sharding, String entity) {
        Object question = new GetClusterShardingStats(DurationConverters.toScala(NODES_WITHIN));
        return Patterns.ask(sharding.shardRegion(entity), question, WITHIN)
                .handle((answer, _) -> answer instanceof ClusterShardingStats it
                        ? new ShardMap(entity, it.getRegions(), isComplete(it))
                        : new ShardMap(entity, Map.of(), false));
    }

    private static boolean isComplete(ClusterShardingStats stats) {
        return stats.getRegions().values().stream()
                .allMatch(it -> it.getFailed().isEmpty());
    }

    /** What each node has. */
    Deployment.Kind told() {
        List<Deployment.Share> shares = new ArrayList<>();
        regions.forEach((address, stats) -> shares.add(
                new Deployment.Share(address.toString(), stats.getStats().size(), entities(stats))));
        shares.sort((one, other) -> one.address().compareTo(other.address()));
        return new Deployment.Kind(entity, complete, shares);
    }

    private static long entities(ShardRegionStats stats) {
        return stats.getStats().values().stream()
                .mapToLong(it -> it instanceof Number count ? count.longValue() : 0)
                .sum();
    }

    /** Where an actor lives, or would, if its shard is anywhere. */
    Optional<String> node(String id, int shards) {
        String shard = new HashCodeMessageExtractor<>(shards).shardId(id);
        return regions.entrySet().stream()
                .filter(it -> it.getValue().getStats().containsKey(shard))
                .map(it -> it.getKey().toString())
                .findFirst();
    }
}
