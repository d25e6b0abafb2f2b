package parley.engine.floor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** How large the settings of a rule or a limit may be; what is beyond is refused in a sentence. */
final class Caps {
    /** How deep rules or limits may be nested. */
    static final int DEPTH = 8;

    /** How many limits a tree may hold. */
    static final int NODES = 64;

    /** How many agents a rule may name. */
    static final int AGENTS = 200;

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_TIMES = 1_000;

    private Caps() {}

    static void positive(String what, long value) {
        if (value < 1) throw Refusal.invalid(what + " must be at least 1");
    }

    static void times(String what, int value) {
        within(what, value, MOST_TIMES);
    }

    static void within(String what, int value, int most) {
        if (value < 1 || value > most) throw Refusal.invalid(what + " must be 1 to " + most);
    }

    /** Not a number is refused too. */
    static void fraction(String what, double value) {
        if (!(value >= 0 && value <= 1)) throw Refusal.invalid(what + " must be 0 to 1");
    }

    static String text(String what, @Nullable String text) {
        if (text == null || text.isBlank()) throw Refusal.invalid(what + " must not be empty");
        return bounded(what, text);
    }

    static String bounded(String what, String text) {
        if (text.length() > LONGEST_TEXT)
            throw Refusal.invalid(what + " must be at most " + LONGEST_TEXT + " characters");
        return text;
    }

    /** A copy of what was given; a missing list is an empty one, a missing item is refused. */
    static <T> List<T> items(String what, @Nullable List<? extends @Nullable T> items, int most) {
        if (items == null) return List.of();
        if (items.size() > most) throw Refusal.invalid(what + " must name at most " + most);
        for (T item : items) if (item == null) throw Refusal.invalid(what + " must not hold null");
        return List.copyOf(items);
    }
}
