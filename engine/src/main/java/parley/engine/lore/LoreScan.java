package parley.engine.lore;

import java.util.List;

/** Holds lorebooks against a talk. Pure: the same books, settings and scene give the same findings. */
public record LoreScan(List<Lorebook> books, LoreSettings settings) {
    public LoreScan {
        books = List.copyOf(books);
    }

    /** What the books give for a scene. */
    public LoreFindings scan(LoreScene scene) {
        return new LoreFindings(List.of(), List.of(), scene.memory());
    }
}
