package parley.http.doctor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import parley.engine.cluster.ClusterSettings;
import parley.engine.cluster.Member;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;
import parley.persistence.database.DatabaseUnavailable;
import parley.persistence.database.Dialect;
import parley.persistence.database.Schema;
import parley.persistence.membership.MemberTable;

/** The database: whether it answers, how soon, by which clock, how far its schema is, and who else uses it. */
record DatabaseCheck(Patient patient, Duration patience) {
    private static final int CONNECTIONS = 2;
    private static final Duration SLOW = Duration.ofMillis(20);
    private static final Duration SKEWED = Duration.ofSeconds(2);
    private static final Duration LONG_AGO = Duration.ofDays(1);

    List<Finding> findings() {
        DatabaseSettings settings = DatabaseSettings.from(patient.config());
        try (Database database = Database.asItIs(
                new DatabaseSettings(settings.url(), settings.user(), settings.password(), CONNECTIONS, patience))) {
            List<Finding> findings = new ArrayList<>();
            part(findings, () -> reached(database));
            part(findings, () -> schema(database));
            if (database.dialect() == Dialect.POSTGRESQL) {
                part(findings, () -> clock(database));
                part(findings, () -> connections(database, settings.connections()));
                part(findings, () -> members(database));
            }
            return findings;
        } catch (DatabaseUnavailable no) {
            return List.of(unavailable(String.valueOf(no.getMessage())));
        }
    }

    private interface Part {
        List<Finding> look() throws SQLException;
    }

    /** One that cannot be looked at hides none of the others. */
    private static void part(List<Finding> findings, Part part) {
        try {
            findings.addAll(part.look());
        } catch (SQLException | RuntimeException failure) {
            findings.add(Finding.wrong("database", "cannot be asked: " + Reasons.of(failure), ""));
        }
    }

    private static Finding unavailable(String why) {
        int end = why.indexOf(". ") + 1;
        if (why.contains("the first start makes one")) return Finding.ok("database", why);
        if (why.contains("in use by another process"))
            return Finding.warn(
                    "database",
                    why.substring(0, end),
                    "all is well where that is Parley; only one process can use a file");
        return end == 0
                ? Finding.wrong("database", why, "")
                : Finding.wrong("database", why.substring(0, end - 1), why.substring(end + 1));
    }

    private static List<Finding> reached(Database database) throws SQLException {
        return database.read(connection -> {
            try (Statement ask = connection.createStatement()) {
                ask.execute("SELECT 1");
                long began = System.nanoTime();
                ask.execute("SELECT 1");
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                String text = connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion() + " answers in " + took.toNanos() / 1000
                        + " µs";
                return List.of(
                        took.compareTo(SLOW) > 0
                                ? Finding.warn(
                                        "database",
                                        text,
                                        "bring it nearer: each sentence waits for it before it counts")
                                : Finding.ok("database", text));
            }
        });
    }

    private static List<Finding> clock(Database database) throws SQLException {
        return database.read(connection -> {
            try (Statement ask = connection.createStatement()) {
                Instant before = Instant.now();
                try (ResultSet row = ask.executeQuery("SELECT clock_timestamp()")) {
                    row.next();
                    Duration half = Duration.between(before, Instant.now()).dividedBy(2);
                    Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
                    return List.of(skew(Duration.between(before.plus(half), there)));
                }
            }
        });
    }

    static Finding skew(Duration ahead) {
        String text = "its clock and this machine's differ by " + ahead.abs().toMillis() + " ms";
        return ahead.abs().compareTo(SKEWED) > 0
                ? Finding.warn("database", text, "let both follow a time server: tokens and times would be wrong")
                : Finding.ok("database", text);
    }

    private static List<Finding> schema(Database database) {
        Schema schema = Schema.of(database);
        if (!schema.failed().isEmpty())
            return List.of(Finding.wrong(
                    "schema",
                    "the migration to version " + String.join(", ", schema.failed()) + " has failed",
                    "restore the backup of before, and start again"));
        if (!schema.newer().isEmpty())
            return List.of(Finding.wrong(
                    "schema",
                    "version " + String.join(", ", schema.newer()) + " is of a later program; this one knows "
                            + schema.known(),
                    "start the later program, or restore the backup of before it"));
        if (schema.current().isEmpty())
            return List.of(
                    Finding.ok("schema", "nothing is there yet; the first start makes version " + schema.known()));
        return List.of(
                schema.pending() == 0
                        ? Finding.ok("schema", "version " + schema.known())
                        : Finding.warn(
                                "schema",
                                "version " + schema.current().get() + "; the next start brings it to " + schema.known(),
                                "take a backup first"));
    }

    private List<Finding> connections(Database database, int pool) throws SQLException {
        int most = Math.toIntExact(number(database, "SELECT current_setting('max_connections')::int"));
        int reserved =
                Math.toIntExact(number(database, "SELECT current_setting('superuser_reserved_connections')::int"));
        int servers = Math.max(1, servers(database));
        int wanted = servers * pool;
        String text = servers + (servers == 1 ? " server wants " : " servers want ") + wanted + " connections, of the "
                + (most - reserved) + " that there are";
        return List.of(
                wanted > most - reserved
                        ? Finding.wrong("database", text, "raise max_connections, or lower parley.database.connections")
                        : Finding.ok("database", text));
    }

    private static long number(Database database, String sql) throws SQLException {
        return database.read(connection -> {
            try (Statement ask = connection.createStatement();
                    ResultSet row = ask.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private int servers(Database database) throws SQLException {
        boolean known = number(database, "SELECT count(*) FROM pg_tables WHERE tablename = 'cluster_member'") > 0;
        return known
                ? live(database, ClusterSettings.from(patient.config()).stale()).size()
                : 0;
    }

    private static List<Member> live(Database database, Duration stale) {
        return MemberTable.of(database).live(stale).toCompletableFuture().join();
    }

    private List<Finding> members(Database database) throws SQLException {
        ClusterSettings cluster = ClusterSettings.from(patient.config());
        if (number(database, "SELECT count(*) FROM pg_tables WHERE tablename = 'cluster_member'") == 0)
            return List.of(Finding.ok("members", "nobody was ever here"));
        return new MembersCheck(cluster, patience).findings(live(database, LONG_AGO));
    }
}
