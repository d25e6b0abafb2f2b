package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
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
record Ended(@JsonValue List<Map<String, How>> blocks) {
    static final Ended NONE = new Ended(List.of());
    private static final int BLOCK = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Ended {
        blocks = List.copyOf(blocks);
    }

    /** The way a hold can end; {@code WASTED} marks an entry that never was a hold. */
    enum How {
        SETTLED,
        RELEASED,
        WASTED
    }

    Optional<How> how(String id) {
        return blocks.stream()
                .flatMap(block -> Optional.ofNullable(block.get(id)).stream())
                .findFirst();
    }

    int size() {
        return blocks.stream().mapToInt(Map::size).sum();
    }

    Ended with(String id, How how) {
        List<Map<String, How>> grown = new ArrayList<>(blocks);
        boolean full = grown.isEmpty() || grown.getLast().size() >= BLOCK;
        Map<String, How> block = full ? new LinkedHashMap<>() : new LinkedHashMap<>(grown.removeLast());
        block.put(id, how);
        grown.add(Collections.unmodifiableMap(block));
        return new Ended(grown);
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
