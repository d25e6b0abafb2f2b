package parley.http.migration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where everything comes from: a server's database, or a file that was written from one. Read by one thread. */
interface Origin extends AutoCloseable {
    /** Rows one after the other, sorted by {@link Kind#sortedBy}, then as they were made. */
    interface Rows extends AutoCloseable {
        /** The next one; none after the last. */
        @Nullable
        Fields next();

        @Override
        void close();
    }

    /** How many rows there are of a kind. */
    long count(Kind kind);

    Rows rows(Kind kind);

    /** Tables and arrays that nobody here knows. */
    List<String> strangers();

    /** How its keys are sealed, where it says so. */
    Optional<String> scheme();

    @Override
    void close();
}
