package parley.persistence.database;

/** The database cannot be used; the message tells an operator in plain words what to do about it. */
public final class DatabaseUnavailable extends RuntimeException {
    DatabaseUnavailable(String message) {
        super(message);
    }

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
