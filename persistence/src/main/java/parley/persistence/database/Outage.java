package parley.persistence.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that says no. What was sent to one that is away may have been done or not. */
public final class Outage {
    /** Classes of SQLSTATE: no connection, no resources, an operator's doing, trouble with its system. */
    private static final List<String> AWAY = List.of("08", "53", "57", "58");

    /** A statement was cancelled, by a limit of time for instance: the database is there. */
    private static final String CANCELLED = "57014";

    /** The address leads to a server that only follows another, as for a moment while they change places. */
    private static final String FOLLOWS = "25006";

    private Outage() {}

    /** Whether this failure says that the database is away. */
    public static boolean in(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> false;
            case SQLTransientConnectionException _ -> true;
            case SQLException told -> away(told.getSQLState());
            default -> false;
        };
    }

    private static boolean away(@Nullable String state) {
        if (state == null || state.equals(CANCELLED)) return false;
        return state.equals(FOLLOWS) || AWAY.stream().anyMatch(state::startsWith);
    }
}
