package parley.engine.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The table of members of a database: everybody who uses it says there again and again that they live. Whose last word is
 * older than {@code stale} is not there any more. All of it goes by the clock of the database.
 */
public interface Members {
    /**
     * Comes in, or comes back; answers how long ago this node spoke last in an earlier life that did not come to its end.
     * What it said then is forgotten.
     */
    CompletionStage<Optional<Duration>> enter(Member self);

    /** Says that this node lives; answers whether that was news to nobody, and false where another life has its place. */
    CompletionStage<Boolean> beat(Member self);

    /**
     * Asks which way leads into the cluster of this name: whom to join, or nobody where this node is to begin it. Of
     * several that ask at the same time one at the most is told to begin.
     */
    CompletionStage<Way> way(Member self, Duration stale);

    /**
     * Belongs to the cluster from now on, unless the database has live nodes that are up and at none of these places;
     * answers those. Of two clusters that do this at the same time one is told of the other.
     */
    CompletionStage<List<Member>> rise(Member self, Set<String> places, Duration stale);

    /** Everybody who lives. */
    CompletionStage<List<Member>> live(Duration stale);

    /** Leaves. */
    CompletionStage<Done> leave(Member self);

    /** A way into a cluster. */
    sealed interface Way {
        /** This node begins the cluster. */
        record Begin() implements Way {}

        /** The cluster is there already. */
        record Join(List<Place> places) implements Way {
            public Join {
                places = List.copyOf(places);
            }
        }

        /** Somebody else is about to begin it. */
        record Wait() implements Way {}
    }

    /** For a database that one process uses at a time, as H2 sees to itself. */
    Members NOBODY_ELSE = new Members() {
        @Override
        public CompletionStage<Optional<Duration>> enter(Member self) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Boolean> beat(Member self) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletionStage<Way> way(Member self, Duration stale) {
            return CompletableFuture.completedFuture(new Way.Begin());
        }

        @Override
        public CompletionStage<List<Member>> rise(Member self, Set<String> places, Duration stale) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<List<Member>> live(Duration stale) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<Done> leave(Member self) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
    };
}
