package parley.engine.benchmark;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a cluster of a hundred nodes does when it loses some, by the constants that servers run with: how soon the last of the
 * lost rooms speaks again, how many shards move, and how full the fullest node is. A model, no measurement: time is
 * simulated, and the same seed prints the same. {@code -Dparley.simulation.nodes=100 -Dparley.simulation.seed=1}.
 */
public final class FailoverSimulation {
    private static final int NODES = Integer.getInteger("parley.simulation.nodes", 100);
    private static final int ROOMS = Integer.getInteger("parley.simulation.rooms", 1_000_000);
    private static final int TRIALS = Integer.getInteger("parley.simulation.trials", 1_000);
    private static final long SEED = Long.getLong("parley.simulation.seed", 1);

    /** Assumed, not measured: rooms that one database lets come back in a second, each reading its journal. */
    private static final double WOKEN_A_SECOND = Integer.getInteger("parley.simulation.woken", 2_000);

    /** Assumed: until the next node has the coordinator's knowledge of shards, where the coordinator's own node is lost. */
    private static final double COORDINATOR_MOVES = 2;

    /** The model's first word after a room has asked again. */
    private static final double FIRST_TOKEN = 1;

    private final Random random;
    private final double pause;
    private final double interval;
    private final double stable;
    private final double margin;
    private final double retry;
    private final List<Double> wakes;

    private FailoverSimulation(Config config, long seed) {
        this.random = new Random(seed);
        Config cluster = config.getConfig("pekko.cluster");
        this.pause = seconds(cluster, "failure-detector.acceptable-heartbeat-pause");
        this.interval = seconds(cluster, "failure-detector.heartbeat-interval");
        this.stable = seconds(cluster, "split-brain-resolver.stable-after");
        this.margin = seconds(cluster, "down-removal-margin");
        this.retry = seconds(cluster, "sharding.retry-interval");
        this.wakes = config.getDurationList("parley.cluster.wake-after").stream()
                .map(it -> it.toMillis() / 1_000.0)
                .toList();
    }

    private static double seconds(Config config, String path) {
        return config.getDuration(path).toMillis() / 1_000.0;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Config config = ConfigFactory.load();
        IO.println("%d nodes, %d rooms, %d trials, seed %d".formatted(NODES, ROOMS, TRIALS, SEED));
        for (int shards : new int[] {config.getInt("pekko.cluster.sharding.number-of-shards"), 10 * NODES})
            for (int lost : new int[] {1, 10, 33}) new FailoverSimulation(config, SEED).tell(config, shards, lost);
    }

    private void tell(Config config, int shards, int lost) {
        Shards placed = new Shards(config, shards, NODES);
        int[] rooms = rooms(shards);
        double before = placed.fullest(rooms);
        double[] silences = new double[TRIALS];
        double[] hottest = new double[TRIALS];
        for (int trial = 0; trial < TRIALS; trial++) {
            Shards after = placed.copy();
            List<Integer> gone = someOf(lost);
            List<Integer> homeless = after.lose(gone);
            double lostRooms = homeless.stream().mapToInt(it -> rooms[it]).sum();
            silences[trial] = silence(gone.contains(0), lost, lostRooms);
            after.house(homeless);
            hottest[trial] = after.fullest(rooms);
        }
        Shards restored = placed.copy();
        List<Integer> all = someOf(lost);
        restored.house(restored.lose(all));
        Shards.Return back = restored.bringBack(all);
        Arrays.sort(silences);
        Arrays.sort(hottest);
        IO.println("%5d shards, %2d nodes lost: all speak again after p50 %.1f s, p95 %.1f s, most %.1f s;"
                        .formatted(shards, lost, at(silences, 50), at(silences, 95), silences[TRIALS - 1])
                + " fullest node %.2f times the mean before, %.2f (p95) after; back: %d shards in %d rounds, %d s"
                        .formatted(before, at(hottest, 95), back.moved(), back.rounds(), back.seconds()));
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** How many rooms each shard has, by the hash that sharding uses. */
    private static int[] rooms(int shards) {
        int[] rooms = new int[shards];
        for (int room = 0; room < ROOMS; room++) rooms[Math.abs(("room-" + room).hashCode() % shards)]++;
        return rooms;
    }

    private List<Integer> someOf(int lost) {
        List<Integer> nodes = new ArrayList<>();
        for (int node = 0; node < NODES; node++) nodes.add(node);
        java.util.Collections.shuffle(nodes, random);
        return List.copyOf(nodes.subList(0, lost));
    }

    /**
     * From the loss to the first word of the last room. Each lost node is noticed for itself, and the view is still only
     * when the last was; then come the resolver's time and the margin, the new place of a shard at the next time that it is
     * asked for, and the room itself at the next time that it is woken, as fast as the database lets rooms come back.
     */
    private double silence(boolean coordinator, int lost, double rooms) {
        double noticed = 0;
        for (int node = 0; node < lost; node++)
            noticed = Math.max(noticed, pause + interval * (1 + random.nextDouble()));
        double decided = noticed + stable + margin;
        double housed = decided + (coordinator ? COORDINATOR_MOVES : 0) + retry * random.nextDouble();
        double woken = wakes.stream()
                .map(it -> decided + it)
                .filter(it -> it >= housed)
                .findFirst()
                .orElse(housed);
        return woken + rooms / WOKEN_A_SECOND + FIRST_TOKEN;
    }
}
