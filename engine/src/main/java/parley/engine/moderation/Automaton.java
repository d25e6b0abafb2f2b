package parley.engine.moderation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Finds many patterns in one walk through a text, after Aho and Corasick: at most two steps a symbol, whatever the
 * patterns and the text are. Complete once it is closed, and safe for many walks at the same time from then on.
 */
final class Automaton {
    private final Node root = new Node();

    private static final class Node {
        final Map<Integer, Node> next = HashMap.newHashMap(1);

        @Nullable
        Node shorter;

        @Nullable
        String rule;
    }

    /** Adds a pattern; the first of two that are the same gives its name. */
    void add(int[] pattern, String rule) {
        Node node = root;
        for (int symbol : pattern) node = node.next.computeIfAbsent(symbol, _ -> new Node());
        if (node.rule == null) node.rule = rule;
    }

    /** Links each node to that of its longest ending that begins a pattern too. */
    void close() {
        Queue<Node> open = new ArrayDeque<>();
        open.add(root);
        for (Node node = open.poll(); node != null; node = open.poll()) {
            Node from = node;
            from.next.forEach((symbol, child) -> {
                Node shorter = shorter(from, symbol);
                child.shorter = shorter;
                if (child.rule == null) child.rule = shorter.rule;
                open.add(child);
            });
        }
    }

    private Node shorter(Node node, int symbol) {
        for (Node ending = node.shorter; ending != null; ending = ending.shorter) {
            Node child = ending.next.get(symbol);
            if (child != null) return child;
        }
        return root;
    }

    Walk walk() {
        return new Walk();
    }

    /** One walk through one text. */
    final class Walk {
        private Node at = root;
        private long steps;

        /** Takes the next symbol and names the rule of a pattern that ends with it, if one does. */
        @Nullable
        String next(int symbol) {
            for (Node node = at; node != null; node = node.shorter) {
                steps++;
                Node child = node.next.get(symbol);
                if (child != null) {
                    at = child;
                    return child.rule;
                }
            }
            at = root;
            return null;
        }

        /** How many nodes were looked at so far. */
        long steps() {
            return steps;
        }
    }
}
