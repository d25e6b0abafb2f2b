package parley.engine.chunking;

import java.util.Arrays;

/**
 * Words and what they can be, as a tree of letters in one flat table: a step from letter to letter is one look-up. Case
 * does not matter, except that a word listed with a capital is found with a capital only.
 */
final class Lexicon {
    /** Where no listed word goes on. */
    static final int NOWHERE = -1;

    static final int ROOT = 0;
    private static final int FREE = 0;
    private static final int MOST = 1 << 16;

    private int[] keys = new int[1 << 12];
    private char[] targets = new char[1 << 12];
    private int[] any = new int[1 << 10];
    private int[] capital = new int[1 << 10];
    private int[] below = new int[1 << 10];
    private int nodes = 1;

    void add(String word, int bit) {
        int node = ROOT;
        for (int at = 0; at < word.length(); at++) {
            node = grown(node, Character.toLowerCase(word.charAt(at)));
            below[node] |= bit;
        }
        int[] kinds = Character.isUpperCase(word.charAt(0)) ? capital : any;
        if (bit == Words.PLAIN) any[node] = capital[node] = 0;
        else kinds[node] |= bit;
    }

    /** The node after one more letter, or {@link #NOWHERE}. */
    int step(int node, char letter) {
        if (node == NOWHERE) return NOWHERE;
        int key = key(node, Character.toLowerCase(letter));
        int slot = slot(key);
        return keys[slot] == key ? targets[slot] : NOWHERE;
    }

    /** Whether a word of any of the kinds ends at the node or goes on from it. */
    boolean leadsTo(int node, int kinds) {
        return node != NOWHERE && (below[node] & kinds) != 0;
    }

    /** What the word that ends at the node can be. */
    int bits(int node, boolean capitalized) {
        if (node == NOWHERE) return 0;
        return capitalized ? any[node] | capital[node] : any[node];
    }

    private int grown(int node, char letter) {
        int there = step(node, letter);
        if (there != NOWHERE) return there;
        if (nodes == MOST) throw new IllegalStateException("too many words for one list");
        if (nodes * 2 > keys.length) rehash();
        if (nodes == any.length) {
            any = Arrays.copyOf(any, nodes * 2);
            capital = Arrays.copyOf(capital, nodes * 2);
            below = Arrays.copyOf(below, nodes * 2);
        }
        put(key(node, letter), (char) nodes);
        return nodes++;
    }

    private void put(int key, char target) {
        int slot = slot(key);
        keys[slot] = key;
        targets[slot] = target;
    }

    private void rehash() {
        int[] oldKeys = keys;
        char[] oldTargets = targets;
        keys = new int[oldKeys.length * 2];
        targets = new char[keys.length];
        for (int at = 0; at < oldKeys.length; at++) if (oldKeys[at] != FREE) put(oldKeys[at], oldTargets[at]);
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int slot = ((key * 0x9E3779B9) >>> 12) & mask;
        while (keys[slot] != FREE && keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    /** Never {@link #FREE}, because no word holds the character 0. */
    private static int key(int node, char letter) {
        return (node << 16) | letter;
    }
}
