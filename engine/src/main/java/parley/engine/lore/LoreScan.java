package parley.engine.lore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Holds lorebooks against a talk. Pure: the same books, settings and scene give the same findings.
 *
 * <p>What is counted in messages counts the scene's, so a scene tells the whole talk, however much of it a prompt can hold.
 *
 * @param books in the order in which they stand: among equals, the entries of earlier ones stand earlier and are kept
 */
public record LoreScan(List<Lorebook> books, LoreSettings settings) {
    public LoreScan {
        books = List.copyOf(books);
    }

    /** What the books give for a scene. */
    public LoreFindings scan(LoreScene scene) {
        if (books.isEmpty()) return new LoreFindings(List.of(), List.of(), LoreMemory.NONE);
        Buffer buffer = new Buffer(scene, settings.names());
        Recollection recollection =
                new Recollection(scene.memory(), books, scene.said().size());
        List<Candidate> candidates = new ArrayList<>();
        List<BookScan> scans = new ArrayList<>();
        for (Lorebook book : books) {
            BookScan scan = new BookScan(book, book.search(settings), buffer, scene.expand());
            scans.add(scan);
            for (int entry = 0; entry < book.entries().size(); entry++)
                candidates.add(new Candidate(
                        scan,
                        entry,
                        recollection.of(book.key(entry)),
                        scene.said().size()));
        }
        new Passes(scene, settings, buffer, scans, claims(candidates)).run();
        List<LoreFindings.Trace> trace =
                candidates.stream().map(Candidate::trace).toList();
        return new LoreFindings(placed(candidates), trace, recollection.after(candidates));
    }

    /** The candidates by their claim to the budget, the first one first. */
    private List<Candidate> claims(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates.size());
        int from = 0;
        for (Lorebook book : books) {
            for (int entry : book.claims()) sorted.add(candidates.get(from + entry));
            from += book.entries().size();
        }
        switch (settings.precedence()) {
            case CHARACTERS_FIRST -> sorted.sort(Comparator.comparing(LoreScan::global));
            case GLOBAL_FIRST -> sorted.sort(Comparator.comparing(LoreScan::global, Comparator.reverseOrder()));
            case EVENLY ->
                sorted.sort(Comparator.comparing(
                                (Candidate it) -> it.entry().conditions().expendable())
                        .thenComparing(it -> it.entry().order(), Comparator.reverseOrder()));
        }
        return sorted;
    }

    private static boolean global(Candidate candidate) {
        return candidate.book().book().scope().equals(Lorebook.GLOBAL);
    }

    /** By place, there by order, and among equals as they came. */
    private static List<LoreFindings.Placed> placed(List<Candidate> candidates) {
        return candidates.stream()
                .filter(Candidate::in)
                .sorted(Comparator.comparing(
                                (Candidate it) -> it.entry().stand().place())
                        .thenComparingDouble(it -> it.entry().order()))
                .map(LoreScan::placed)
                .toList();
    }

    private static LoreFindings.Placed placed(Candidate candidate) {
        LoreEntry.Stand stand = candidate.entry().stand();
        return new LoreFindings.Placed(
                candidate.key(), stand.place(), stand.depth(), stand.role(), stand.outlet(), candidate.text());
    }
}
