package parley.http.migration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that belong to others, read beside those: both are sorted alike, so that neither has to be searched. */
final class Beside implements AutoCloseable {
    private final Origin.Rows rows;
    private final String belongs;
    private final Orphans orphans;
    private @Nullable Fields next;

    /** Hears of rows whose owner is not there. */
    interface Orphans {
        void left(Fields row, String owner);
    }

    Beside(Origin origin, Kind kind, Orphans orphans) {
        this.rows = origin.rows(kind);
        this.belongs = kind.sortedBy();
        this.orphans = orphans;
        this.next = rows.next();
    }

    /** The next row of this owner; owners have to come in their order. */
    Optional<Fields> of(String owner) {
        while (next != null) {
            Fields row = next;
            String whose = row.text(belongs).orElse("");
            int order = whose.compareTo(owner);
            if (order > 0) return Optional.empty();
            next = rows.next();
            if (order == 0) return Optional.of(row);
            orphans.left(row, whose);
        }
        return Optional.empty();
    }

    /** Tells of all that is left. */
    void rest() {
        for (Fields row = next; row != null; row = rows.next())
            orphans.left(row, row.text(belongs).orElse(""));
        next = null;
    }

    @Override
    public void close() {
        rows.close();
    }
}
