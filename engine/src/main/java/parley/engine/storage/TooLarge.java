package parley.engine.storage;

/** A file has more bytes than any may have. */
public final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long most;

    TooLarge(long most) {
        super("a file may have at most " + most + " bytes", null, false, false);
        this.most = most;
    }

    /** So many bytes a file may have. */
    public long most() {
        return most;
    }
}
