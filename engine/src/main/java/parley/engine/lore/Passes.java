package parley.engine.lore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The passes of one scan: over the talk, over what came in while anything does, further back while too little came in, and
 * for each level of entries that sleep until then.
 */
final class Passes {
    private static final int MOST = 64;

    private final LoreScene scene;
    private final LoreSettings settings;
    private final Buffer buffer;
    private final List<BookScan> books;
    private final List<Candidate> candidates;
    private final Waking waking;
    private final Admission admission;
    private final Deque<Integer> levels;

    /** @param candidates by their claim to the budget */
    Passes(LoreScene scene, LoreSettings settings, Buffer buffer, List<BookScan> books, List<Candidate> candidates) {
        this.scene = scene;
        this.settings = settings;
        this.buffer = buffer;
        this.books = books;
        this.candidates = candidates;
        this.waking = new Waking(scene, settings);
        this.admission = new Admission(scene, new Groups(settings.groupScoring(), scene.seed()));
        TreeSet<Integer> found = new TreeSet<>();
        for (Candidate candidate : candidates)
            if (candidate.entry().recursion().level() > 0)
                found.add(candidate.entry().recursion().level());
        this.levels = new ArrayDeque<>(found);
    }

    void run() {
        // The first level is open from the first pass of recursion on.
        int level = levels.isEmpty() ? 0 : levels.pop();
        Optional<Waking.Pass> next = Optional.of(new Waking.Pass(0, false, false, 0, level));
        while (next.isPresent()) next = after(next.get(), woken(next.get()));
    }

    /** What a pass brought in that may wake others. */
    private List<Candidate> woken(Waking.Pass pass) {
        reach(pass);
        List<Candidate> woken = new ArrayList<>();
        for (Candidate candidate : candidates)
            if (!candidate.done() && waking.wakes(candidate, pass)) woken.add(candidate);
        woken.sort(Comparator.comparing(Candidate::sticks, Comparator.reverseOrder()));
        return admission.admitted(woken, it -> waking.score(it, pass)).stream()
                .filter(it -> !it.entry().recursion().silent())
                .filter(it -> waking.recursive(it.book().book()))
                .toList();
    }

    private void reach(Waking.Pass pass) {
        for (BookScan book : books) {
            int depth = waking.bookDepth(book.book(), pass);
            if (pass.number() == 0 && !pass.widening())
                for (LoreEntry entry : book.book().entries()) {
                    Integer own = entry.matching().scanDepth();
                    if (own != null) depth = Math.max(depth, own);
                }
            book.reach(depth);
        }
    }

    private Optional<Waking.Pass> after(Waking.Pass pass, List<Candidate> woken) {
        int limit = settings.maxRecursion() == 0 ? MOST : Math.min(MOST, settings.maxRecursion());
        boolean room = !admission.full();
        boolean more = room && settings.recursive() && pass.number() + 1 < limit;
        if (!woken.isEmpty()) wake(woken);
        if (more && (!woken.isEmpty() || (pass.widening() && buffer.woken())))
            return Optional.of(recursion(pass, pass.level()));
        if (room && widens(pass))
            return Optional.of(new Waking.Pass(pass.number(), false, true, pass.widened() + 1, pass.level()));
        return more && !levels.isEmpty() ? Optional.of(recursion(pass, levels.pop())) : Optional.empty();
    }

    private static Waking.Pass recursion(Waking.Pass pass, int level) {
        return new Waking.Pass(pass.number() + 1, true, false, pass.widened(), level);
    }

    private void wake(List<Candidate> woken) {
        StringBuilder text = new StringBuilder();
        for (Candidate candidate : woken) {
            if (!text.isEmpty()) text.append('\n');
            text.append(candidate.text());
            for (String hidden : Braces.hiddenKeys(candidate.entry().content()))
                text.append('\n').append(scene.expand().apply(hidden));
        }
        buffer.wake(text.toString());
        for (BookScan book : books) if (waking.recursive(book.book())) book.wake(text.toString());
    }

    private boolean widens(Waking.Pass pass) {
        if (settings.minActivations() <= admission.count()) return false;
        int depth = settings.scanDepth() + pass.widened();
        int most = settings.minActivationsDepth() == 0 ? Integer.MAX_VALUE : settings.minActivationsDepth();
        return depth < Math.min(most, buffer.messages());
    }
}
