package parley.http.main;

import org.jspecify.annotations.Nullable;

/** Why a command cannot do its work, in words for the person who typed it. */
final class CannotStart extends RuntimeException {
    CannotStart(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
