package parley.engine.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** Tells an operator that somebody else uses the database, and what can be done. */
final class Strangers {
    private Strangers() {}

    static String words(Member self, List<Member> strangers) {
        String who = strangers.stream().map(Strangers::words).collect(Collectors.joining("; "));
        return "this database is in use by " + who + ". Two servers that do not belong to one cluster would write into"
                + " each other's rooms. " + advice(self);
    }

    private static String words(Member it) {
        String seen = ", which was seen " + it.silent().toSeconds() + " s ago";
        return it.cluster().isEmpty()
                ? "a server that is alone, " + it.node() + seen
                : "a server of the cluster \"" + it.cluster() + "\" at " + it.place() + seen;
    }

    private static String advice(Member self) {
        return self.cluster().isEmpty()
                ? "Stop the other one, or give this one a database of its own (DATABASE_URL), or make all of them a"
                        + " cluster (PARLEY_CLUSTER)."
                : "Stop the others, or let all of them join the same cluster (PARLEY_CLUSTER, PARLEY_CLUSTER_NAME), or"
                        + " give this one a database of its own (DATABASE_URL).";
    }
}
