package parley.http.trial;

import java.util.ArrayList;
import java.util.List;

/** Collects what was found to be wrong. */
final class Findings {
    /** One thing that is wrong. */
    record Finding(Invariant invariant, String what) {
        @Override
        public String toString() {
            return invariant + ": " + what;
        }
    }

    private final List<Finding> all = new ArrayList<>();

    void check(boolean holds, Invariant invariant, String what) {
        if (!holds) all.add(new Finding(invariant, what));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
