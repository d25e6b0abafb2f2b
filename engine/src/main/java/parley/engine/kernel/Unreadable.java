package parley.engine.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.NotSerializableException;

/** Something stored cannot be read or does not fit what came before it; asking again does not help. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How deep causes are followed; a cycle ends there. */
    private static final int DEPTH = 16;

    public Unreadable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a failure comes from what is stored, and not from a store that is out of reach. */
    public static boolean in(Throwable failure) {
        Throwable it = failure;
        for (int depth = 0; it != null && depth < DEPTH; depth++, it = it.getCause())
            if (it instanceof Unreadable
                    || it instanceof NotSerializableException
                    || it instanceof JsonProcessingException) return true;
        return false;
    }

    /** The innermost thing that can be said of it. */
    public static String reason(Throwable failure) {
        Throwable it = failure;
        for (int depth = 0; depth < DEPTH && it.getCause() != null && !(it instanceof Unreadable); depth++)
            it = it.getCause();
        return String.valueOf(it.getMessage());
    }
}
