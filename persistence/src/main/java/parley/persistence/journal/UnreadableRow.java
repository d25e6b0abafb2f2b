package parley.persistence.journal;

/** A stored row that no serializer can read; the message says which one it is. */
public final class UnreadableRow extends RuntimeException {
    UnreadableRow(String message, Throwable cause) {
        super(message, cause);
    }
}
