package parley.engine.lore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Lets in what woke: by its groups, by its chance, and while there is room. */
final class Admission {
    private final LoreScene scene;
    private final Map<Lorebook, Integer> spent = new HashMap<>();
    private final Set<Lorebook> fullBooks = new HashSet<>();
    private final Groups groups;
    private long used;
    private int count;
    private boolean full;

    Admission(LoreScene scene, Groups groups) {
        this.scene = scene;
        this.groups = groups;
    }

    /** Whether the budget of all books is used up. */
    boolean full() {
        return full;
    }

    /** How many are in. */
    int count() {
        return count;
    }

    /** Those that come in, of those that woke. */
    List<Candidate> admitted(List<Candidate> woken, ToIntFunction<Candidate> score) {
        List<Candidate> admitted = new ArrayList<>();
        for (Candidate candidate : groups.chosen(woken, score))
            if (lucky(candidate) && admits(candidate)) admitted.add(candidate);
        return admitted;
    }

    private boolean lucky(Candidate candidate) {
        int probability = candidate.entry().probability();
        if (candidate.sticks() || probability == 100) return true;
        int rolled = 1 + Fingerprint.percent(scene.seed(), candidate.key());
        candidate.rolled(rolled);
        if (rolled <= probability) return true;
        candidate.lost("chance");
        return false;
    }

    private boolean admits(Candidate candidate) {
        String text = scene.expand().apply(candidate.entry().content());
        int cost = text.isBlank() ? 0 : scene.tokens().applyAsInt(text);
        Lorebook book = candidate.book().book();
        if (!candidate.entry().ignoreBudget() && crowded(book, cost)) {
            candidate.crowdedOut(cost);
            return false;
        }
        used += cost;
        spent.merge(book, cost, Integer::sum);
        candidate.admitted(text, cost);
        groups.admitted(candidate);
        if (candidate.in()) count++;
        return candidate.in();
    }

    /** Once one finds no room, none after it does: what has the better claim came first. */
    private boolean crowded(Lorebook book, int cost) {
        full |= used + cost > scene.budget();
        long own = (long) spent.getOrDefault(book, 0) + cost;
        if (own > book.tokenBudget().orElse(Integer.MAX_VALUE)) fullBooks.add(book);
        return full || fullBooks.contains(book);
    }
}
