package parley.engine.lore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether an entry wakes in a pass, in the order in which SillyTavern asks, with the decorators of V3 between. */
final class Waking {
    private static final int MOST_DEPTH = 1000;

    private final LoreScene scene;
    private final LoreSettings settings;
    private final long answers;

    Waking(LoreScene scene, LoreSettings settings) {
        this.scene = scene;
        this.settings = settings;
        this.answers =
                scene.said().stream().filter(it -> it.role() == Role.ASSISTANT).count();
    }

    /**
     * A pass over the entries.
     *
     * @param number 0 where the talk is searched, above that the pass of recursion
     * @param widened how much further back the talk is searched than usual
     * @param level the entries that sleep until a later pass of recursion stay asleep
     */
    record Pass(int number, boolean recursion, boolean widening, int widened, int level) {}

    boolean wakes(Candidate candidate, Pass pass) {
        LoreEntry entry = candidate.entry();
        if (!entry.enabled()) return candidate.out("disabled");
        if (!entry.triggers().isEmpty() && !entry.triggers().contains(scene.generation()))
            return candidate.out("trigger");
        if (scene.said().size() < entry.timing().delay()) return candidate.out("delay");
        if (candidate.cools() && !candidate.sticks()) return candidate.out("cooldown");
        if (sleeps(candidate, pass)) return candidate.out("recursion");
        if (greeted(entry.conditions())) return candidate.out("decorator");
        if (forced(candidate)) return candidate.wakes("activated", null, pass.number());
        if (forbidden(candidate)) return candidate.out("decorator");
        if (candidate.sticks() && !entry.constant()) return candidate.wakes("sticky", null, pass.number());
        return keyed(candidate, pass);
    }

    private static boolean sleeps(Candidate candidate, Pass pass) {
        int level = candidate.entry().recursion().level();
        return level > 0 && !candidate.sticks() && (!pass.recursion() || level > pass.level());
    }

    private boolean greeted(LoreEntry.Conditions conditions) {
        Integer greeting = conditions.greeting();
        return greeting != null && greeting != scene.greeting();
    }

    private static boolean forced(Candidate candidate) {
        LoreEntry.Conditions conditions = candidate.entry().conditions();
        return conditions.force() == LoreEntry.Force.IN || (conditions.keep() && candidate.remembered());
    }

    private boolean forbidden(Candidate candidate) {
        LoreEntry.Conditions conditions = candidate.entry().conditions();
        if (conditions.force() == LoreEntry.Force.OUT || (conditions.once() && candidate.remembered())) return true;
        if (candidate.sticks()) return false;
        return answers < conditions.after() || answers % conditions.every() != 0;
    }

    private boolean keyed(Candidate candidate, Pass pass) {
        LoreEntry entry = candidate.entry();
        BookKeys.EntryKeys keys = candidate.keys();
        int depth = depth(candidate, pass);
        int bits = bits(candidate, pass);
        if (!allowed(candidate, keys, depth, bits)) return candidate.out("decorator");
        if (entry.constant()) return candidate.wakes("constant", null, pass.number());
        Key primary = first(candidate, keys.keys(), depth, bits);
        boolean overran = candidate.book().overran();
        if (primary == null) return candidate.out(overran ? "pattern" : "no-key");
        if (!second(candidate, keys.secondary(), depth, bits)) return candidate.out("secondary");
        if (pass.recursion() && entry.recursion().excluded() && !candidate.sticks()) return candidate.out("recursion");
        return candidate.wakes("key", primary.written(), pass.number());
    }

    /** How far back its keys are searched: as it says itself, else as its book says, else as is usual. */
    private int depth(Candidate candidate, Pass pass) {
        Integer own = candidate.entry().matching().scanDepth();
        if (own != null) return Math.min(own, MOST_DEPTH);
        return bookDepth(candidate.book().book(), pass);
    }

    int bookDepth(Lorebook book, Pass pass) {
        return Math.min(book.scanDepth().orElse(settings.scanDepth() + pass.widened()), MOST_DEPTH);
    }

    /** In which texts beside the talk; in none where nothing of the talk is searched either. */
    private int bits(Candidate candidate, Pass pass) {
        if (depth(candidate, pass) == 0) return 0;
        int bits = 0;
        for (LoreEntry.Source source : candidate.entry().matching().sources()) bits |= source.bit();
        boolean woken = !pass.widening() && recursive(candidate.book().book());
        return woken ? bits | Buffer.RECURSION : bits;
    }

    /** Whether a book's entries wake others; nobody may where the settings say so. */
    boolean recursive(Lorebook book) {
        return settings.recursive() && book.recursive().orElse(true);
    }

    private static boolean allowed(Candidate candidate, BookKeys.EntryKeys keys, int depth, int bits) {
        if (first(candidate, keys.excluded(), depth, bits) != null) return false;
        if (!keys.excludedAll().isEmpty() && all(candidate, keys.excludedAll(), depth, bits)) return false;
        return keys.additional().stream().allMatch(it -> first(candidate, it, depth, bits) != null);
    }

    private static @Nullable Key first(Candidate candidate, List<Key> keys, int depth, int bits) {
        for (Key key : keys) if (candidate.book().matches(key, depth, bits)) return key;
        return null;
    }

    private static boolean all(Candidate candidate, List<Key> keys, int depth, int bits) {
        return keys.stream().allMatch(it -> candidate.book().matches(it, depth, bits));
    }

    private static boolean second(Candidate candidate, List<Key> keys, int depth, int bits) {
        if (keys.isEmpty()) return true;
        return switch (candidate.entry().logic()) {
            case AND_ANY -> first(candidate, keys, depth, bits) != null;
            case AND_ALL -> all(candidate, keys, depth, bits);
            case NOT_ANY -> first(candidate, keys, depth, bits) == null;
            case NOT_ALL -> !all(candidate, keys, depth, bits);
        };
    }

    /** How many of its keys match; secondary ones count where they had to match. */
    int score(Candidate candidate, Pass pass) {
        int depth = depth(candidate, pass);
        int bits = bits(candidate, pass);
        int primary = matching(candidate, candidate.keys().keys(), depth, bits);
        int secondary = matching(candidate, candidate.keys().secondary(), depth, bits);
        if (candidate.keys().keys().isEmpty()) return 0;
        return switch (candidate.entry().logic()) {
            case AND_ANY -> primary + secondary;
            case AND_ALL -> secondary == candidate.keys().secondary().size() ? primary + secondary : primary;
            case NOT_ALL, NOT_ANY -> primary;
        };
    }

    private static int matching(Candidate candidate, List<Key> keys, int depth, int bits) {
        return (int) keys.stream()
                .filter(it -> candidate.book().matches(it, depth, bits))
                .count();
    }
}
