package parley.engine.lore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many words in a text by reading it once (Aho and Corasick 1975): the states are the beginnings of all words, each
 * of which knows the longest other beginning that it ends with.
 */
final class KeyIndex {
    static final int NOWHERE = 0;
    private static final int ROOTS = 256;
    private static final long SCATTER = 0x9e3779b97f4a7c15L;

    private final int[] lengths;
    private final boolean[] whole;
    private final int[] failure;
    private final int[] word;
    private final int[] shorter;
    private final int[] roots = new int[ROOTS];
    private final long[] edges;
    private final int[] targets;
    private final int shift;

    /** Collects words before they are searched for. */
    static final class Builder {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> words = new ArrayList<>();
        private final List<Boolean> whole = new ArrayList<>();

        /** The number of a word; whether it is to be known where it stands alone. */
        int number(String text, boolean alone) {
            Integer known = numbers.putIfAbsent(text, words.size());
            if (known == null) {
                words.add(text);
                whole.add(alone);
                return words.size() - 1;
            }
            if (alone) whole.set(known, true);
            return known;
        }

        KeyIndex built() {
            return new KeyIndex(words, whole);
        }
    }

    private KeyIndex(List<String> words, List<Boolean> whole) {
        this.lengths = words.stream().mapToInt(String::length).toArray();
        this.whole = new boolean[words.size()];
        for (int at = 0; at < this.whole.length; at++) this.whole[at] = whole.get(at);
        int most = 1 + Arrays.stream(lengths).sum();
        int bits = 33 - Integer.numberOfLeadingZeros(most * 2);
        this.edges = new long[1 << bits];
        this.targets = new int[1 << bits];
        this.shift = 64 - bits;
        int[] parent = new int[most];
        char[] via = new char[most];
        int[] depth = new int[most];
        int[] ends = new int[most];
        int states = 1;
        for (int number = 0; number < words.size(); number++) {
            int state = 0;
            for (char letter : words.get(number).toCharArray()) {
                int next = next(state, letter);
                if (next == NOWHERE) {
                    next = states++;
                    put(state, letter, next);
                    parent[next] = state;
                    via[next] = letter;
                    depth[next] = depth[state] + 1;
                }
                state = next;
            }
            ends[state] = number + 1;
        }
        this.word = Arrays.copyOf(ends, states);
        this.failure = new int[states];
        this.shorter = new int[states];
        link(states, parent, via, depth);
    }

    /** Shallow states first, for each needs its parent's. */
    private void link(int states, int[] parent, char[] via, int[] depth) {
        for (int state : byDepth(states, depth)) {
            if (state == 0) continue;
            if (depth[state] > 1) failure[state] = step(failure[parent[state]], via[state]);
            int fallen = failure[state];
            shorter[state] = word[fallen] != 0 ? fallen : shorter[fallen];
        }
    }

    private static int[] byDepth(int states, int[] depth) {
        int[] starts = new int[Arrays.stream(depth, 0, states).max().orElse(0) + 2];
        for (int state = 0; state < states; state++) starts[depth[state] + 1]++;
        for (int at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
        int[] sorted = new int[states];
        for (int state = 0; state < states; state++) sorted[starts[depth[state]]++] = state;
        return sorted;
    }

    private void put(int state, char letter, int target) {
        if (state == 0 && letter < ROOTS) {
            roots[letter] = target;
            return;
        }
        long edge = ((long) state << 16) | letter;
        int at = slot(edge);
        while (targets[at] != NOWHERE) at = (at + 1) & (targets.length - 1);
        edges[at] = edge;
        targets[at] = target;
    }

    private int next(int state, char letter) {
        if (state == 0 && letter < ROOTS) return roots[letter];
        long edge = ((long) state << 16) | letter;
        int at = slot(edge);
        while (targets[at] != NOWHERE) {
            if (edges[at] == edge) return targets[at];
            at = (at + 1) & (targets.length - 1);
        }
        return NOWHERE;
    }

    private int slot(long edge) {
        return (int) ((edge * SCATTER) >>> shift);
    }

    /** The state after one more letter; 0 is the one where no word has begun. */
    int step(int from, char letter) {
        int state = from;
        while (true) {
            int next = next(state, letter);
            if (next != NOWHERE || state == 0) return next;
            state = failure[state];
        }
    }

    /** The longest beginning here that is a word, or 0. */
    int ending(int state) {
        return word[state] != 0 ? state : shorter[state];
    }

    /** The next shorter one, or 0. */
    int shorter(int ending) {
        return shorter[ending];
    }

    /** The word that a state which is one is. */
    int word(int ending) {
        return word[ending] - 1;
    }

    int length(int word) {
        return lengths[word];
    }

    boolean whole(int word) {
        return whole[word];
    }

    int words() {
        return lengths.length;
    }

    int states() {
        return word.length;
    }
}
