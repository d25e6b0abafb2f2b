package parley.engine.kernel;

/** Something that this server needs does not answer now; whoever asked may ask again. The message is for people. */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
        super(reason, null, false, false);
    }

    public Unavailable(String reason, Throwable cause) {
        super(reason, cause, false, false);
    }
}
