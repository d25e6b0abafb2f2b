package parley.engine.lore;

/**
 * What the patterns of a book may cost in one scan. Counted in steps and never in time, so that the same scene always ends the same way.
 */
final class Effort {
    private static final long MOST = 40_000_000;

    private long left = MOST;

    /** Whether that much may be spent; spends it. */
    boolean spend(long steps) {
        if (steps > left) return false;
        left -= steps;
        return true;
    }

    /** The most that the next pattern may cost. */
    long most() {
        return left;
    }

    /** Notes what was spent. */
    void spent(long steps) {
        left = Math.max(0, left - steps);
    }
}
