package parley.persistence.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import parley.engine.cluster.Member;
import parley.engine.cluster.Members;
import parley.engine.cluster.Place;
import parley.persistence.database.Database;
import parley.persistence.database.Dialect;

/** The table of members on PostgreSQL. Its rows are few: what nobody has renewed for long goes when somebody comes. */
public final class MemberTable implements Members {
    private static final String ENTER = """
        INSERT INTO "cluster_member" ("node", "incarnation", "place", "cluster", "up", "entered_at", "beat_at")
        VALUES (?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp())
        ON CONFLICT ("node") DO UPDATE SET\
        """;
    private static final String ANEW = ENTER + """
         "incarnation" = excluded."incarnation", "place" = excluded."place", "cluster" = excluded."cluster",
        "up" = excluded."up", "entered_at" = excluded."entered_at", "beat_at" = excluded."beat_at"\
        """;
    private static final String AGAIN = ENTER + """
         "beat_at" = excluded."beat_at" WHERE "cluster_member"."incarnation" = excluded."incarnation"\
        """;
    private static final String SWEEP = """
        DELETE FROM "cluster_member" WHERE "beat_at" < clock_timestamp() - INTERVAL '1 day'\
        """;
    private static final String EARLIER = """
        SELECT (1000 * EXTRACT(EPOCH FROM clock_timestamp() - "beat_at"))::bigint FROM "cluster_member"
        WHERE "node" = ? AND "incarnation" <> ?\
        """;
    private static final String LIVE = """
        SELECT "node", "incarnation", "place", "cluster", "up",
        (1000 * EXTRACT(EPOCH FROM clock_timestamp() - "beat_at"))::bigint FROM "cluster_member"
        WHERE "beat_at" > clock_timestamp() - ? * INTERVAL '1 millisecond' ORDER BY "entered_at", "node"\
        """;
    private static final String ONE_AFTER_THE_OTHER = """
        LOCK TABLE "cluster_member" IN SHARE ROW EXCLUSIVE MODE\
        """;
    private static final String RISE = """
        UPDATE "cluster_member" SET "up" = TRUE, "beat_at" = clock_timestamp()
        WHERE "node" = ? AND "incarnation" = ?\
        """;
    private static final String LEAVE = """
        DELETE FROM "cluster_member" WHERE "node" = ? AND "incarnation" = ?\
        """;

    private final Database database;

    private MemberTable(Database database) {
        this.database = database;
    }

    /** That of a database; H2 lets nobody else in anyway. */
    public static Members of(Database database) {
        return database.dialect() == Dialect.POSTGRESQL ? new MemberTable(database) : NOBODY_ELSE;
    }

    @Override
    public CompletionStage<Optional<Duration>> enter(Member self) {
        return database.writing(connection -> {
            try (Statement sweep = connection.createStatement()) {
                sweep.executeUpdate(SWEEP);
            }
            Optional<Duration> before = earlier(connection, self);
            said(connection, ANEW, self);
            return before;
        });
    }

    private static Optional<Duration> earlier(Connection connection, Member self) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EARLIER)) {
            select.setString(1, self.node());
            select.setString(2, self.incarnation());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Duration.ofMillis(row.getLong(1))) : Optional.empty();
            }
        }
    }

    @Override
    public CompletionStage<Boolean> beat(Member self) {
        return database.reading(connection -> said(connection, AGAIN, self) == 1);
    }

    private static int said(Connection connection, String sql, Member self) throws SQLException {
        try (PreparedStatement say = connection.prepareStatement(sql)) {
            say.setString(1, self.node());
            say.setString(2, self.incarnation());
            say.setString(3, self.place());
            say.setString(4, self.cluster());
            say.setBoolean(5, self.up());
            return say.executeUpdate();
        }
    }

    @Override
    public CompletionStage<Way> way(Member self, Duration stale) {
        return live(stale).thenApply(all -> {
            List<Place> there = all.stream()
                    .filter(it -> it.up() && it.cluster().equals(self.cluster()))
                    .filter(it -> !it.node().equals(self.node()))
                    .map(it -> Place.of(it.place()))
                    .toList();
            if (!there.isEmpty()) return new Way.Join(there);
            boolean first = all.stream()
                    .filter(it -> it.cluster().equals(self.cluster()))
                    .findFirst()
                    .filter(it ->
                            it.node().equals(self.node()) && it.incarnation().equals(self.incarnation()))
                    .isPresent();
            return first ? new Way.Begin() : new Way.Wait();
        });
    }

    @Override
    public CompletionStage<List<Member>> rise(Member self, Set<String> places, Duration stale) {
        return database.writing(connection -> {
            try (Statement lock = connection.createStatement()) {
                lock.execute(ONE_AFTER_THE_OTHER);
            }
            List<Member> strangers = live(connection, stale).stream()
                    .filter(it -> it.up() && !it.node().equals(self.node()))
                    .filter(it -> !it.cluster().equals(self.cluster()) || !places.contains(it.place()))
                    .toList();
            if (strangers.isEmpty()) updated(connection, RISE, self);
            return strangers;
        });
    }

    @Override
    public CompletionStage<List<Member>> live(Duration stale) {
        return database.reading(connection -> live(connection, stale));
    }

    @Override
    public CompletionStage<Done> leave(Member self) {
        return database.reading(connection -> {
            updated(connection, LEAVE, self);
            return Done.getInstance();
        });
    }

    private static void updated(Connection connection, String sql, Member self) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, self.node());
            update.setString(2, self.incarnation());
            update.executeUpdate();
        }
    }

    private static List<Member> live(Connection connection, Duration stale) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIVE)) {
            select.setLong(1, stale.toMillis());
            List<Member> members = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next())
                    members.add(new Member(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getBoolean(5),
                            Duration.ofMillis(row.getLong(6))));
            }
            return List.copyOf(members);
        }
    }
}
