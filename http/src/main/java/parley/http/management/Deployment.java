package parley.http.management;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment is, as one of its nodes finds it.
 *
 * @param schema the last migration of the database that was carried out; absent where it does not answer
 * @param next where the next rooms begin, where there are more
 */
public record Deployment(
        Instant at,
        @Nullable String schema,
        List<Node> nodes,
        List<Kind> shards,
        List<OpenTurn> openTurns,
        @Nullable String next) {
    public Deployment {
        nodes = List.copyOf(nodes);
        shards = List.copyOf(shards);
        openTurns = List.copyOf(openTurns);
    }

    /** A member of the cluster. {@code facts} are its own words, and absent where it does not answer in time. */
    public record Node(
            String address,
            String status,
            boolean reachable,
            boolean oldest,
            boolean leader,
            boolean self,
            @Nullable Facts facts) {}

    /** Where the actors of one kind are; {@code complete} where every node has answered. */
    public record Kind(String entity, boolean complete, List<Share> nodes) {
        public Kind {
            nodes = List.copyOf(nodes);
        }
    }

    /** What one node has of them. */
    public record Share(String address, int shards, long entities) {}

    /**
     * A room in whose round something is still to be said.
     *
     * @param turns how many turns were completed there until now
     * @param changedAt when anything was stored of it the last time
     * @param node where it lives, if that is known
     */
    public record OpenTurn(
            String room,
            int turns,
            Instant changedAt,
            @Nullable String node) {}
}
