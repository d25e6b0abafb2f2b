package parley.http.migration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.PastLine;

/** Lines in the pieces in which they are brought in; cut by the lines alone, so that they are the same each time. */
final class Pieces {
    private static final int MOST_LINES = 500;
    private static final int MOST_TEXT = 50_000;

    private final Messages messages;
    private @Nullable PastLine next;

    Pieces(Messages messages) {
        this.messages = messages;
        this.next = messages.next();
    }

    /** So many pieces, or what there is. */
    List<List<PastLine>> some(int most) {
        List<List<PastLine>> some = new ArrayList<>();
        while (some.size() < most && next != null) some.add(piece());
        return some;
    }

    private List<PastLine> piece() {
        List<PastLine> piece = new ArrayList<>();
        int text = 0;
        for (PastLine it = next; it != null && piece.size() < MOST_LINES; it = next) {
            if (!piece.isEmpty() && text + it.text().length() > MOST_TEXT) break;
            piece.add(it);
            text += it.text().length();
            next = messages.next();
        }
        return piece;
    }

    /** The longest single line. */
    static int longest() {
        return MOST_TEXT;
    }
}
