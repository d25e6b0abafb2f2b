package parley.http.migration;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.migration.Report.Fate;

/** What all parts of a move share: from where, to where, who has arrived, and what is told of it. */
record Move(
        Origin origin,
        Destination destination,
        Crew crew,
        Report report,
        Progress progress,
        Instant since,
        Set<String> here) {
    Move(Origin origin, Destination destination, Crew crew, Report report, Progress progress, Instant since) {
        this(origin, destination, crew, report, progress, since, ConcurrentHashMap.newKeySet());
    }

    /** Whoever has arrived; what belongs to others is left behind. */
    void arrived(UserId user) {
        here.add(user.value());
    }

    /** The owner of a row, if they have arrived. */
    UserId owner(Fields row) {
        String owner = row.must("user_id");
        if (!here.contains(owner)) throw new Misfit("its user was not moved");
        return new UserId(owner);
    }

    /** Does something with a row; one that is broken is told of and stops nothing. */
    void each(Kind kind, Fields row, Runnable moving) {
        try {
            moving.run();
        } catch (Misfit | Refusal broken) {
            skipped(kind, row, broken);
        }
        progress.step();
    }

    /** A row that belongs to nobody who was moved. */
    void orphan(Kind kind) {
        progress.step();
        report.tell(kind, Fate.SKIPPED, "", "what it belongs to was not moved");
    }

    void skipped(Kind kind, Fields row, RuntimeException broken) {
        String id;
        try {
            id = row.text("id").orElse("");
        } catch (Misfit _) {
            id = "";
        }
        String why = broken instanceof Misfit it ? it.why() : ((Refusal) broken).reason();
        report.tell(kind, Fate.SKIPPED, id, why);
    }

    void refused(Kind kind, String id, Refusal no) {
        boolean conflict = no.kind() == Refusal.Kind.CONFLICT;
        report.tell(kind, conflict ? Fate.CONFLICT : Fate.SKIPPED, id, no.reason());
    }
}
