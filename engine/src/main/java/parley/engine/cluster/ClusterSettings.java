package parley.engine.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import parley.engine.kernel.Refusal;

/**
 * How a node joins and is seen.
 *
 * @param name what the cluster is called in the table of members, so that two of them are told apart
 * @param host where the others reach this node
 * @param port 0 for any, which only a node that is alone may have
 * @param within how long joining may take
 * @param look how often a node that joins looks around
 * @param beat how often a node says in the table of members that it lives
 * @param stale how long after its last word it is taken for dead
 * @param back how long after the last word of its former life, which was lost, a node may join again
 * @param wakeAfter how long after the loss of a node what was under way there is woken, again and again
 * @param sharedFolders whether the operator says that all nodes have the same folders
 */
public record ClusterSettings(
        Joining joining,
        String name,
        String host,
        int port,
        Duration within,
        Duration look,
        Duration beat,
        Duration stale,
        Duration back,
        List<Duration> wakeAfter,
        boolean sharedFolders) {
    private static final String ROOT = "parley.cluster";

    public ClusterSettings {
        wakeAfter = List.copyOf(wakeAfter);
        if (beat.multipliedBy(2).compareTo(stale) > 0)
            throw Refusal.invalid("parley.cluster.table.stale must be at least twice its beat");
        if (!(joining instanceof Joining.Alone) && port == 0)
            throw Refusal.invalid("a node of a cluster has a fixed port: set PARLEY_CLUSTER_PORT");
    }

    /** Reads {@code parley.cluster}. */
    public static ClusterSettings from(Config whole) {
        Config config = whole.getConfig(ROOT);
        Joining joining = joining(config);
        return new ClusterSettings(
                joining,
                config.getString("name"),
                host(config),
                config.getInt("port"),
                config.getDuration("join-within"),
                config.getDuration("look-every"),
                config.getDuration("table.beat"),
                config.getDuration("table.stale"),
                config.getDuration("table.back-after"),
                joining instanceof Joining.Alone ? List.of() : config.getDurationList("wake-after"),
                config.getBoolean("shared-folders"));
    }

    private static Joining joining(Config config) {
        String how = config.getString("join");
        return switch (how) {
            case "alone" -> new Joining.Alone();
            case "seeds" -> new Joining.Seeds(places(config));
            case "names" ->
                Joining.replicas(
                        config.getString("names.pod"),
                        config.getString("names.service"),
                        config.getInt("port"),
                        config.getInt("names.seeds"));
            case "table" -> new Joining.Table();
            default ->
                throw Refusal.invalid(
                        "parley.cluster.join (PARLEY_CLUSTER) is alone, seeds, names or table, not \"" + how + "\"");
        };
    }

    private static List<Place> places(Config config) {
        return Arrays.stream(config.getString("seeds").split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(it -> Place.of(it, config.getInt("port")))
                .toList();
    }

    /** A pod is reached by its name in the headless service, whatever its address is this time. */
    private static String host(Config config) {
        String host = config.getString("host");
        boolean byName = config.getString("join").equals("names") && host.isEmpty();
        if (byName) return config.getString("names.pod") + "." + config.getString("names.service");
        return host.isEmpty() ? "127.0.0.1" : host;
    }

    public boolean alone() {
        return joining instanceof Joining.Alone;
    }

    /** The same configuration with what the actor system must know of this before it starts. */
    public Config over(Config whole) {
        Config below = alone() ? whole.getConfig(ROOT + ".alone").withFallback(whole) : whole;
        return ConfigFactory.parseMap(
                        Map.of(
                                "pekko.remote.artery.canonical.hostname", host,
                                "pekko.remote.artery.canonical.port", port),
                        ROOT)
                .withFallback(below);
    }

    /** Says no to what would fail later and further from its cause. */
    public void check() {
        if (alone()) return;
        boolean here = new Place(host, port).isLoopback();
        List<Place> others = joining instanceof Joining.Seeds(List<Place> places) ? places : List.of();
        if (here && others.stream().anyMatch(it -> !it.isLoopback()))
            throw Refusal.invalid("this node says that it is reached at " + host + ", where only this machine finds it,"
                    + " while other nodes are elsewhere: set PARLEY_CLUSTER_HOST to an address that they reach");
        if (!here && others.stream().anyMatch(Place::isLoopback))
            throw Refusal.invalid("parley.cluster.seeds names a loopback address, where each machine finds only itself:"
                    + " name addresses that every node reaches");
    }
}
