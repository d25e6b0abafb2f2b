package parley.engine.floor;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;

/** What those who sit are called towards a model: by name, and namesakes by name and number, {@code Ann (2)}. */
final class Labels {
    private final Map<AgentId, String> labels = new LinkedHashMap<>();

    private Labels(List<Floor.Seat> seats) {
        Map<String, Integer> bearers = new HashMap<>();
        for (Floor.Seat seat : seats) bearers.merge(folded(seat.name()), 1, Integer::sum);
        Set<String> taken = new HashSet<>(bearers.keySet());
        for (Floor.Seat seat : seats) {
            boolean alone = bearers.getOrDefault(folded(seat.name()), 0) == 1;
            labels.put(seat.agent(), alone ? even(seat.name()) : numbered(seat.name(), taken));
        }
    }

    static Labels of(Floor floor) {
        return new Labels(floor.seats());
    }

    private static String numbered(String name, Set<String> taken) {
        int number = 1;
        while (!taken.add(folded(label(name, number)))) number++;
        return label(name, number);
    }

    private static String label(String name, int number) {
        return even(name) + " (" + number + ")";
    }

    /** What one is called; his own name where he does not sit. */
    String of(@Nullable AgentId agent, String name) {
        return agent == null ? name : labels.getOrDefault(agent, name);
    }

    /** Who is called exactly so, case and white space aside. */
    Optional<AgentId> named(String label) {
        String wanted = folded(label);
        return labels.entrySet().stream()
                .filter(it -> folded(it.getValue()).equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether somebody's label goes on where this one ends, so that it may be half a name. */
    boolean mayGoOn(String label) {
        String start = folded(label);
        return labels.values().stream()
                .map(Labels::folded)
                .anyMatch(it -> it.length() > start.length() && it.startsWith(start));
    }

    /** One line without white space at its ends. */
    private static String even(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }

    private static String folded(String name) {
        String even = Normalizer.normalize(even(name), Normalizer.Form.NFC);
        return even.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
