package parley.engine.lore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds words of which a pattern cannot do without any: of those that follow each other the longest, of alternatives each
 * one. Where none of them stands in a text the pattern need not be run, which is most of the time.
 */
final class Required {
    private static final int MOST = 200;

    private final Deque<Level> levels = new ArrayDeque<>();
    private Level level = new Level(false);

    /** What a group, or the whole pattern, was found to need so far. */
    private static final class Level {
        private final boolean ignored;
        private final StringBuilder run = new StringBuilder();
        private final Set<String> others = new HashSet<>();
        private Set<String> best = Set.of();
        private Set<String> group = Set.of();
        private boolean free;

        Level(boolean ignored) {
            this.ignored = ignored;
        }

        void end() {
            if (!run.isEmpty()) prefer(Set.of(run.toString()));
            run.setLength(0);
            prefer(group);
            group = Set.of();
        }

        private void prefer(Set<String> words) {
            if (shortest(words) > shortest(best)) best = words;
        }

        private static int shortest(Set<String> words) {
            return words.stream().mapToInt(String::length).min().orElse(0);
        }

        void alternative() {
            end();
            if (best.isEmpty() || others.size() + best.size() > MOST) free = true;
            else others.addAll(best);
            best = Set.of();
        }

        Set<String> done() {
            alternative();
            return free || ignored ? Set.of() : others;
        }
    }

    void letter(int point) {
        if (!level.group.isEmpty()) level.end();
        // A line's end can be the seam between two texts, which are searched one by one.
        if (point < ' ') level.end();
        else level.run.appendCodePoint(point);
    }

    /** What comes next is no letter. */
    void end() {
        level.end();
    }

    /** A group begins; what stands in one that only looks is not needed. */
    void open(boolean looks) {
        level.end();
        levels.push(level);
        level = new Level(looks);
    }

    void close() {
        Set<String> inside = level.done();
        level = levels.pop();
        level.group = inside;
    }

    /** The last part comes so often at least. */
    void repeated(int least) {
        if (least == 0 && !level.run.isEmpty())
            level.run.setLength(level.run.offsetByCodePoints(level.run.length(), -1));
        if (least == 0) level.group = Set.of();
        level.end();
    }

    /** The pattern has another side. */
    void alternative() {
        level.alternative();
    }

    /** The words, folded; none where nothing is known. */
    Set<String> words() {
        Set<String> folded = new HashSet<>();
        for (String word : level.done()) folded.add(Words.folded(word));
        return Set.copyOf(folded);
    }
}
