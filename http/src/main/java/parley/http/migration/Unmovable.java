package parley.http.migration;

import org.jspecify.annotations.Nullable;

/** A source cannot be read at all, or the move cannot go on; nothing was harmed. Told to the operator as it is. */
public final class Unmovable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unmovable(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
