package parley.engine.cluster;

import java.util.List;
import java.util.stream.IntStream;
import parley.engine.kernel.Refusal;

/** How a node finds the others. */
public sealed interface Joining {
    /** There are no others. */
    record Alone() implements Joining {}

    /** Others are looked for at these places; the first of them is the one that may begin a cluster. */
    record Seeds(List<Place> places) implements Joining {
        public Seeds {
            places = List.copyOf(places);
            if (places.isEmpty())
                throw Refusal.invalid("parley.cluster.seeds names nobody: give host:port of two nodes or more in"
                        + " PARLEY_CLUSTER_SEEDS, the same in the same order on every node");
        }
    }

    /** Whoever has been there the longest, by the table of members in the database. */
    record Table() implements Joining {}

    /**
     * The places of the first replicas of a Kubernetes StatefulSet, by the name of one of its pods.
     *
     * @param pod such as {@code parley-2}
     * @param service the headless service
     */
    static Seeds replicas(String pod, String service, int port, int seeds) {
        String set = set(pod);
        List<Place> places = IntStream.range(0, seeds)
                .mapToObj(it -> new Place(set + "-" + it + "." + service, port))
                .toList();
        return new Seeds(places);
    }

    private static String set(String pod) {
        int dash = pod.lastIndexOf('-');
        boolean ordinal = dash > 0
                && dash < pod.length() - 1
                && pod.substring(dash + 1).chars().allMatch(Character::isDigit);
        if (!ordinal)
            throw Refusal.invalid("\"" + pod + "\" is not the name of a StatefulSet's pod, such as parley-0: set"
                    + " PARLEY_CLUSTER_POD to metadata.name, or join by seeds or by the table");
        return pod.substring(0, dash);
    }
}
