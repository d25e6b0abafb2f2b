package parley.engine.lore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Lets one entry of each group in: those that stick, else nobody where the group is in already, else the best by its keys
 * where that counts, else the highest that overrides, else a draw by weight.
 */
final class Groups {
    private final boolean scoring;
    private final long seed;
    private final Set<String> present = new HashSet<>();

    Groups(boolean scoring, long seed) {
        this.scoring = scoring;
        this.seed = seed;
    }

    /** Notes that an entry is in. */
    void admitted(Candidate candidate) {
        present.addAll(candidate.entry().grouping().groups());
    }

    /** Those of the woken that may come in, in their order. */
    List<Candidate> chosen(List<Candidate> woken, ToIntFunction<Candidate> score) {
        Map<String, List<Candidate>> groups = new LinkedHashMap<>();
        for (Candidate candidate : woken)
            for (String group : candidate.entry().grouping().groups())
                groups.computeIfAbsent(group, it -> new ArrayList<>()).add(candidate);
        if (groups.isEmpty()) return woken;
        Set<Candidate> out = new HashSet<>();
        Set<Candidate> winners = new HashSet<>();
        groups.forEach((group, members) -> decide(group, members, score, winners, out));
        List<Candidate> chosen = new ArrayList<>(woken);
        chosen.removeAll(out);
        out.forEach(it -> it.loses("group"));
        return chosen;
    }

    private void decide(
            String group,
            List<Candidate> all,
            ToIntFunction<Candidate> score,
            Set<Candidate> winners,
            Set<Candidate> out) {
        List<Candidate> members = all.stream().filter(it -> !out.contains(it)).toList();
        if (members.stream().anyMatch(Candidate::sticks)) {
            members.stream().filter(it -> !it.sticks()).forEach(out::add);
            return;
        }
        if (present.contains(group)) {
            out.addAll(members);
            return;
        }
        // Who has won in one group shuts out all the others too.
        List<Candidate> before = members.stream().filter(winners::contains).toList();
        List<Candidate> left = before.isEmpty() ? best(members, score) : before;
        if (left.isEmpty()) return;
        Candidate winner = left.size() == 1 ? left.getFirst() : winner(group, left);
        winners.add(winner);
        members.stream().filter(it -> it != winner).forEach(out::add);
    }

    /** Without those that match fewer keys than the best, where that is asked. */
    private List<Candidate> best(Collection<Candidate> members, ToIntFunction<Candidate> score) {
        if (members.stream().noneMatch(this::scored)) return List.copyOf(members);
        int most = members.stream().mapToInt(score).max().orElse(0);
        return members.stream()
                .filter(it -> !scored(it) || score.applyAsInt(it) >= most)
                .toList();
    }

    private boolean scored(Candidate candidate) {
        Boolean own = candidate.entry().grouping().scoring();
        return own == null ? scoring : own;
    }

    private Candidate winner(String group, List<Candidate> members) {
        return members.stream()
                .filter(it -> it.entry().grouping().override())
                .max(Comparator.comparingDouble((Candidate it) -> it.entry().order())
                        .thenComparing(
                                Comparator.comparingInt(Candidate::number).reversed()))
                .orElseGet(() -> drawn(group, members));
    }

    private Candidate drawn(String group, List<Candidate> members) {
        long total =
                members.stream().mapToLong(it -> it.entry().grouping().weight()).sum();
        if (total == 0) return members.getFirst();
        long roll = Long.remainderUnsigned(Fingerprint.drawn(seed, "group " + group), total);
        for (Candidate member : members) {
            roll -= member.entry().grouping().weight();
            if (roll < 0) return member;
        }
        return members.getLast();
    }
}
