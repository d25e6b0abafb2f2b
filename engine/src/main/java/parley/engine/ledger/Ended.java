package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the last holds of an account ended, oldest first. Kept in blocks: a new entry copies one block, never all, and the
 * oldest are forgotten a block at a time.
 */
record Ended(@JsonValue List<Map<String, Outcome>> blocks) {
    static final Ended NONE = new Ended(List.of());
    private static final int BLOCK = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Ended {
        blocks = List.copyOf(blocks);
    }

    /** The way a hold can end; {@code BOOKED} marks an entry that never was a hold. */
    enum How {
        SETTLED,
        RELEASED,
        BOOKED
    }

    /**
     * What came of it.
     *
     * @param credits charged
     * @param refunded of those, given back since
     */
    record Outcome(
            How how,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long credits,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long refunded) {
        static final Outcome RELEASED = new Outcome(How.RELEASED, 0, 0);
        static final Outcome BOOKED = new Outcome(How.BOOKED, 0, 0);

        static Outcome settled(long credits) {
            return new Outcome(How.SETTLED, credits, 0);
        }

        Outcome refunding(long more) {
            return new Outcome(how, credits, refunded + more);
        }
    }

    Optional<Outcome> outcome(String id) {
        return blocks.stream()
                .flatMap(block -> Optional.ofNullable(block.get(id)).stream())
                .findFirst();
    }

    int size() {
        return blocks.stream().mapToInt(Map::size).sum();
    }

    /** One that is known already stays in its place. */
    Ended with(String id, Outcome outcome) {
        List<Map<String, Outcome>> grown = new ArrayList<>(blocks);
        for (int at = 0; at < grown.size(); at++)
            if (grown.get(at).containsKey(id)) {
                grown.set(at, plus(grown.get(at), id, outcome));
                return new Ended(grown);
            }
        boolean full = grown.isEmpty() || grown.getLast().size() >= BLOCK;
        grown.add(plus(full ? Map.of() : grown.removeLast(), id, outcome));
        return new Ended(grown);
    }

    private static Map<String, Outcome> plus(Map<String, Outcome> block, String id, Outcome outcome) {
        Map<String, Outcome> grown = new LinkedHashMap<>(block);
        grown.put(id, outcome);
        return Collections.unmodifiableMap(grown);
    }

    /** Whether nothing is to be forgotten. */
    boolean fits(int most) {
        return blocks.isEmpty() || size() - blocks.getFirst().size() < most;
    }

    /** Forgets the oldest blocks, as long as at least {@code most} entries stay. */
    Ended atLeast(int most) {
        int keep = size();
        int from = 0;
        while (from < blocks.size() && keep - blocks.get(from).size() >= most)
            keep -= blocks.get(from++).size();
        return from == 0 ? this : new Ended(blocks.subList(from, blocks.size()));
    }
}
