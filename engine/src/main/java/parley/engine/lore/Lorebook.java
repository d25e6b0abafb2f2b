package parley.engine.lore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A lorebook. Its entries have keys that are unique in a chat and stay the same while nobody edits them: the book's scope,
 * the entry's number in it and a fingerprint of its words. What a book's keys are searched with is made once, with the
 * first scan: keep a book as long as its card.
 */
public final class Lorebook {
    /** The scope of a book that belongs to no agent. */
    public static final String GLOBAL = "global";

    private final String scope;
    private final String name;
    private final @Nullable Integer scanDepth;
    private final @Nullable Integer tokenBudget;
    private final @Nullable Boolean recursive;
    private final List<LoreEntry> entries;
    private final List<String> keys;
    private final List<Integer> claims;
    private volatile @Nullable BookKeys search;

    /**
     * A book.
     *
     * @param scope whose book it is: an agent's id, or {@link #GLOBAL}
     * @param scanDepth overrides the usual depth, for this book alone
     * @param tokenBudget the most tokens that its entries may take together
     * @param recursive whether its entries may wake each other
     */
    public Lorebook(
            String scope,
            String name,
            @Nullable Integer scanDepth,
            @Nullable Integer tokenBudget,
            @Nullable Boolean recursive,
            List<LoreEntry> entries) {
        this.scope = scope;
        this.name = name;
        this.scanDepth = scanDepth;
        this.tokenBudget = tokenBudget;
        this.recursive = recursive;
        this.entries = List.copyOf(entries);
        List<String> made = new ArrayList<>(entries.size());
        for (int at = 0; at < entries.size(); at++)
            made.add(scope + "/" + at + "/" + Fingerprint.of(name, entries.get(at)));
        this.keys = List.copyOf(made);
        this.claims = claims(this.entries);
    }

    public String scope() {
        return scope;
    }

    public String name() {
        return name;
    }

    public Optional<Integer> scanDepth() {
        return Optional.ofNullable(scanDepth);
    }

    public Optional<Integer> tokenBudget() {
        return Optional.ofNullable(tokenBudget);
    }

    public Optional<Boolean> recursive() {
        return Optional.ofNullable(recursive);
    }

    public List<LoreEntry> entries() {
        return entries;
    }

    /** By what the entry at this place is known in a chat. */
    public String key(int entry) {
        return keys.get(entry);
    }

    /** The entries by their claim to a budget, the first one first. */
    List<Integer> claims() {
        return claims;
    }

    /** What its keys are searched with. Two scans at once may make it twice; both are the same. */
    BookKeys search(LoreSettings settings) {
        BookKeys ready = search;
        if (ready == null || !ready.suits(settings)) search = ready = BookKeys.of(this, settings);
        return ready;
    }

    /** Expendable ones last; the highest priority first, where any entry has one; then the highest order. */
    private static List<Integer> claims(List<LoreEntry> entries) {
        Comparator<LoreEntry> order = Comparator.<LoreEntry, Boolean>comparing(
                        it -> it.conditions().expendable())
                .thenComparing(Lorebook::priority, Comparator.reverseOrder())
                .thenComparing(LoreEntry::order, Comparator.reverseOrder());
        return IntStream.range(0, entries.size())
                .boxed()
                .sorted(Comparator.comparing(entries::get, order))
                .toList();
    }

    private static double priority(LoreEntry entry) {
        Double priority = entry.priority();
        return priority == null ? 0 : priority;
    }

    @Override
    public String toString() {
        return "Lorebook(" + entries.size() + " entries)";
    }
}
