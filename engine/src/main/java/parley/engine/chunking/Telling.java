package parley.engine.chunking;

import java.util.ArrayList;
import java.util.List;

/** The chunks that are cut and not yet taken. */
final class Telling {
    private final Window window;
    private List<TextChunk> told = List.of();
    private boolean first = true;

    Telling(Window window) {
        this.window = window;
    }

    /** Whether nothing was told yet. */
    boolean isFirst() {
        return first;
    }

    /** Tells the passage up to a place, and forgets the text before it. */
    void tell(Passage passage, int end) {
        if (told.isEmpty()) told = new ArrayList<>(2);
        int start = passage.start();
        told.add(new TextChunk(passage.kind(), start, end, window.text(start, end)));
        first = false;
        window.forget(end);
    }

    /** What was told since this was last asked; without anything new, always the same empty list. */
    List<TextChunk> told() {
        List<TextChunk> chunks = told;
        told = List.of();
        return chunks;
    }
}
