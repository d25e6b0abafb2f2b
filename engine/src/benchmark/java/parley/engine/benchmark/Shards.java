package parley.engine.benchmark;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which shard is on which node, by the rules of Pekko's {@code LeastShardAllocationStrategy} as its documentation tells
 * them: a shard goes to the node that has the fewest; in each round those that a node has above its share leave, at most the
 * smaller of an absolute and a relative limit; at last single ones go to nodes that have two fewer.
 */
final class Shards {
    /** What it took until all nodes had their share again. */
    record Return(int moved, int rounds, long seconds) {}

    private final List<Deque<Integer>> nodes = new ArrayList<>();
    private final int shards;
    private final int limit;
    private final long interval;

    Shards(Config config, int shards, int nodes) {
        Config sharding = config.getConfig("pekko.cluster.sharding");
        this.shards = shards;
        this.interval = sharding.getDuration("rebalance-interval").toSeconds();
        this.limit = (int) Math.max(
                1,
                Math.min(
                        sharding.getInt("least-shard-allocation-strategy.rebalance-absolute-limit"),
                        shards * sharding.getDouble("least-shard-allocation-strategy.rebalance-relative-limit")));
        for (int node = 0; node < nodes; node++) this.nodes.add(new ArrayDeque<>());
        house(IntStream.range(0, shards).boxed().toList());
    }

    private Shards(Shards other) {
        this.shards = other.shards;
        this.limit = other.limit;
        this.interval = other.interval;
        other.nodes.forEach(it -> nodes.add(new ArrayDeque<>(it)));
    }

    Shards copy() {
        return new Shards(this);
    }

    /** Takes nodes away; answers the shards that are nowhere now. */
    List<Integer> lose(List<Integer> gone) {
        List<Integer> homeless = new ArrayList<>();
        for (int node : gone) {
            homeless.addAll(nodes.get(node));
            nodes.set(node, new Gone());
        }
        return homeless;
    }

    /** Finds a place for each. */
    void house(List<Integer> homeless) {
        homeless.forEach(it -> emptiest().add(it));
    }

    private Deque<Integer> emptiest() {
        return here().stream()
                .min(java.util.Comparator.comparingInt(Deque::size))
                .orElseThrow();
    }

    private List<Deque<Integer>> here() {
        return nodes.stream().filter(it -> !(it instanceof Gone)).toList();
    }

    /** The rooms of the fullest node, as a multiple of the mean. */
    double fullest(int[] rooms) {
        List<Integer> each = here().stream()
                .map(it -> it.stream().mapToInt(shard -> rooms[shard]).sum())
                .toList();
        double mean = each.stream().mapToInt(it -> it).average().orElseThrow();
        return each.stream().mapToInt(it -> it).max().orElseThrow() / mean;
    }

    /** Lets lost nodes come back empty and moves shards to them, round by round. */
    Return bringBack(List<Integer> gone) {
        for (int node : gone) nodes.set(node, new ArrayDeque<>());
        int moved = 0;
        int rounds = 0;
        for (int step = round(); step > 0; step = round()) {
            moved += step;
            rounds++;
        }
        return new Return(moved, rounds, rounds * interval);
    }

    private int round() {
        int share = (shards + nodes.size() - 1) / nodes.size();
        List<Integer> leaving = new ArrayList<>();
        for (Deque<Integer> node : nodes)
            while (node.size() > share && leaving.size() < limit) leaving.add(node.remove());
        if (leaving.isEmpty()) {
            int lacking = nodes.stream()
                    .mapToInt(it -> Math.max(0, share - 1 - it.size()))
                    .sum();
            for (Deque<Integer> node : nodes)
                if (node.size() == share && leaving.size() < Math.min(limit, lacking)) leaving.add(node.remove());
        }
        house(leaving);
        return leaving.size();
    }

    /** A node that is not there. */
    private static final class Gone extends ArrayDeque<Integer> {
        private static final long serialVersionUID = 1;
    }
}
