package parley.http.migration;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** A whole move, from its first row to its last, in the order in which one thing needs another. */
public final class Importing {
    private final MigrationSettings settings;
    private final Clock clock;

    public Importing(MigrationSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Moves everything that there is at a place: a file of JSON or SQLite, or the address of a PostgreSQL database. Answers
     * the sums, as a line of JSON, and how long it took. Where it goes is opened once it is known that there is something;
     * where that is nowhere, all of it is only looked through.
     *
     * @throws Unmovable where nothing can be read there, or it cannot go on
     */
    public Outcome run(String place, Supplier<Optional<Arrivals>> opening, Report report, Progress progress) {
        progress.say("reading " + (place.contains("://") ? "the database" : place));
        try (Origin origin = Place.open(place)) {
            Optional<Arrivals> arrivals = opening.get();
            Destination destination = arrivals.<Destination>map(it -> it).orElseGet(Nowhere::new);
            Move move = new Move(origin, destination, new Crew(settings.atOnce()), report, progress, clock.instant());
            OldKeys keys = new OldKeys(settings.fernetKey(), settings.jwtSecret(), origin.scheme());
            long rows = 0;
            for (Kind kind : Kind.values()) if (kind.leftBehind().isEmpty()) rows += origin.count(kind);
            progress.of(rows);
            leaveBehind(move);
            all(move, keys);
            return new Outcome(report.end(arrivals.isEmpty()), progress.end());
        }
    }

    /** What came of it, in two lines. */
    public record Outcome(String sums, String time) {}

    private static void leaveBehind(Move move) {
        for (Kind kind : Kind.values()) {
            long count = kind.leftBehind().isEmpty() ? 0 : move.origin().count(kind);
            if (count > 0) move.report().leave(kind, count, kind.leftBehind().orElseThrow());
        }
        move.origin().strangers().forEach(move.report()::stranger);
    }

    static void all(Move move, OldKeys keys) {
        move.progress().now("users");
        new MovingUsers(move).run();
        move.progress().now("connections");
        new MovingConnections(move, keys).run();
        move.progress().now("connections to voices");
        new MovingVoices(move, keys).run();
        move.progress().now("agents");
        new MovingAgents(move).run();
        move.progress().now("conversations");
        new MovingRooms(move).run();
        move.progress().now("prices");
        new MovingPrices(move).run();
    }
}
