package parley.http.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import parley.engine.cluster.ClusterSettings;
import parley.engine.cluster.Member;
import parley.engine.cluster.Place;

/** Who says in the table of members that they live, whether they are one cluster, and whether they are reached from here. */
record MembersCheck(ClusterSettings cluster, Duration patience) {
    /** What is to be said of all who were there in the last day. */
    List<Finding> findings(List<Member> all) {
        List<Member> live = all.stream()
                .filter(it -> it.silent().compareTo(cluster.stale()) <= 0)
                .toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(together(live));
        all.stream().filter(it -> !live.contains(it)).map(this::silent).forEach(findings::add);
        if (!cluster.alone()) live.stream().map(this::reached).forEach(findings::add);
        return findings;
    }

    private Finding together(List<Member> live) {
        Set<String> clusters = live.stream().map(Member::cluster).collect(Collectors.toCollection(TreeSet::new));
        String places = live.stream().map(Member::place).collect(Collectors.joining(", "));
        long alone = live.stream().filter(it -> it.cluster().isEmpty()).count();
        if (clusters.size() > 1 || alone > 1)
            return Finding.wrong(
                    "members",
                    "servers that are not one cluster use this database: " + places,
                    "let all of them say the same PARLEY_CLUSTER and PARLEY_CLUSTER_NAME, or give each its own"
                            + " database");
        if (live.isEmpty()) return Finding.ok("members", "no server uses this database now");
        boolean stranger = cluster.alone() ? alone == 0 : !clusters.contains(cluster.name());
        return stranger
                ? Finding.wrong(
                        "members",
                        "another cluster uses this database: " + places,
                        "a server as it is configured here would not start: set PARLEY_CLUSTER and PARLEY_CLUSTER_NAME"
                                + " as they have it")
                : Finding.ok("members", live.size() + " live: " + places);
    }

    private Finding silent(Member it) {
        return Finding.warn(
                "members",
                it.place() + " has been silent for " + it.silent().toSeconds() + " s",
                "it did not leave in good order: look why it ended; its line goes by itself after a day");
    }

    private Finding reached(Member it) {
        Place place = Place.of(it.place());
        return Network.answers(place.host(), place.port(), patience.dividedBy(2))
                ? Finding.ok("members", it.place() + " is reached from here")
                : Finding.wrong(
                        "members",
                        it.place() + " lives and is not reached from here",
                        "let the network pass that port between all servers, and let its PARLEY_CLUSTER_HOST be an"
                                + " address that others reach");
    }
}
