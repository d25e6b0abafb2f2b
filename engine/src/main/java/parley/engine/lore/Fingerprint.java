package parley.engine.lore;

import java.util.List;

/** Tells whether an entry is still the same: 64 bits over its words and its timing (FNV-1a), the same on every machine. */
final class Fingerprint {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    static String of(String book, LoreEntry entry) {
        long hash = mixed(BASIS, book);
        hash = mixed(hash, entry.keys());
        hash = mixed(hash, entry.secondaryKeys());
        hash = mixed(hash, entry.timing().toString());
        return Long.toHexString(mixed(hash, entry.content()));
    }

    private static long mixed(long hash, List<String> texts) {
        long mixed = hash;
        for (String text : texts) mixed = mixed(mixed, text);
        return mixed;
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int at = 0; at < text.length(); at++) mixed = (mixed ^ text.charAt(at)) * PRIME;
        // An end that no text holds, so that "a", "b" is not "ab".
        return (mixed ^ 0x10000) * PRIME;
    }

    /** An even draw of 0 to 99 that a seed and a name decide. */
    static int percent(long seed, String name) {
        return (int) Long.remainderUnsigned(drawn(seed, name), 100);
    }

    /** An even draw of 64 bits that a seed and a name decide (the finish of SplitMix64). */
    static long drawn(long seed, String name) {
        long bits = mixed(BASIS ^ (seed * 0x9e3779b97f4a7c15L), name);
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
