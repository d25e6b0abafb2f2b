package parley.engine.storage;

import org.jspecify.annotations.Nullable;

/** The store of files cannot do what it is there for; the message tells what to do about it, and no secret. */
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether it may do the same later. */
    public enum Kind {
        /** It says no, or is set up wrongly: somebody has to correct a setting. */
        REFUSED,
        /** It does not answer, or has no room left: the same may well succeed later. */
        UNAVAILABLE
    }

    private final Kind kind;

    public StorageFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
