package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.cluster.Member;
import parley.engine.kernel.Secret;
import parley.http.main.Consulting.Said;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;
import parley.persistence.membership.MemberTable;

/** What an operator is told of a PostgreSQL and of who uses it, with each kind of trouble made for real. */
class DoctorOnPostgresTest {
    private static final String PASSWORD = "not-this-one";

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static EmbeddedPostgres postgres;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static String url(String name) {
        return postgres.getJdbcUrl("postgres", name);
    }

    private static void run(String name, String... orders) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(name));
                Statement statement = connection.createStatement()) {
            for (String order : orders) statement.execute(order);
        }
    }

    /** A database of a test's own, its schema as this program wants it. */
    private static String fresh(TestInfo test) throws SQLException {
        String name = "d" + Integer.toHexString(test.getDisplayName().hashCode());
        run("postgres", "CREATE DATABASE " + name);
        opened(name).close();
        return name;
    }

    private static Database opened(String name) {
        return Database.open(new DatabaseSettings(url(name), "postgres", new Secret(""), 2, Duration.ofSeconds(10)));
    }

    private Said asked(String name, String more) {
        return Consulting.about(folder, "parley.database.url = \"" + url(name) + "\"\n" + more)
                .asked();
    }

    private static void enter(String name, String node, String place, String cluster) {
        try (Database database = opened(name)) {
            MemberTable.of(database)
                    .enter(new Member(node, "1", place, cluster, true, Duration.ZERO))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void a_database_that_is_well_tells_its_version_its_clock_and_its_places(TestInfo test) throws SQLException {
        Said said = asked(fresh(test), "");

        assertThat(said.wrong()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.lines("ok", "database")).hasSize(3);
        assertThat(said.text())
                .contains("PostgreSQL 1", " answers in ", "clock and this machine's differ by")
                .contains("1 server wants 10 connections", "no server uses this database now");
        assertThat(said.lines("ok", "schema")).hasSize(1);
    }

    @Test
    void a_database_without_a_schema_is_left_without_one() throws SQLException {
        run("postgres", "CREATE DATABASE empty");

        assertThat(asked("empty", "").text()).contains("nothing is there yet");
        assertThat(asked("empty", "").text()).contains("nothing is there yet", "nobody was ever here");
    }

    @Test
    void a_wrong_password_is_told_and_not_repeated() throws SQLException {
        run(
                "postgres",
                "CREATE ROLE stranger LOGIN PASSWORD 'another'",
                "DO $$ BEGIN EXECUTE format('COPY (VALUES (''host all stranger all scram-sha-256''),"
                        + " (''host all all all trust''), (''local all all trust'')) TO %L',"
                        + " current_setting('hba_file')); END $$",
                "SELECT pg_reload_conf()");

        Said said = Consulting.about(
                        folder,
                        "parley.database { url = \"jdbc:postgresql://localhost:" + postgres.getPort()
                                + "/postgres\", user = stranger, password = \"" + PASSWORD + "\" }")
                .asked();

        assertThat(said.code()).isOne();
        assertThat(said.wrong())
                .singleElement()
                .asString()
                .contains("does not let user 'stranger' in", "parley.database.password");
        assertThat(said.text()).doesNotContain(PASSWORD);
    }

    @Test
    void a_database_that_is_down_is_told() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        Said said = Consulting.about(
                        folder, "parley.database.url = \"jdbc:postgresql://127.0.0.1:" + port + "/parley\"")
                .asked();

        assertThat(said.code()).isOne();
        assertThat(said.wrong()).singleElement().asString().contains("No database answers at", "DATABASE_URL");
    }

    @Test
    void a_schema_of_a_later_program_is_wrong(TestInfo test) throws SQLException {
        String name = fresh(test);
        run(
                name,
                "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '999', 'of later', 'SQL',"
                        + " 'V999__of_later.sql', 1, 'postgres', now(), 1, true FROM flyway_schema_history ORDER BY 1 DESC"
                        + " LIMIT 1");

        assertThat(asked(name, "").lines("wrong", "schema"))
                .singleElement()
                .asString()
                .contains("version 999 is of a later program");
    }

    @Test
    void a_migration_that_failed_is_wrong(TestInfo test) throws SQLException {
        String name = fresh(test);
        run(name, "UPDATE flyway_schema_history SET success = false WHERE version = '13'");

        assertThat(asked(name, "").lines("wrong", "schema"))
                .singleElement()
                .asString()
                .contains("the migration to version 13 has failed");
    }

    @Test
    void more_connections_than_there_are_is_wrong(TestInfo test) throws SQLException {
        assertThat(asked(fresh(test), "parley.database.connections = 1000").lines("wrong", "database"))
                .singleElement()
                .asString()
                .contains("1 server wants 1000 connections", "raise max_connections");
    }

    @Test
    void two_clusters_on_one_database_are_wrong(TestInfo test) throws SQLException {
        String name = fresh(test);
        enter(name, "a", "127.0.0.1:1", "blue");
        enter(name, "b", "127.0.0.1:2", "green");

        assertThat(asked(name, "").lines("wrong", "members"))
                .singleElement()
                .asString()
                .contains("not one cluster", "127.0.0.1:1, 127.0.0.1:2");
    }

    @Test
    void a_member_that_is_not_reached_and_one_that_is_silent_are_told(TestInfo test) throws Exception {
        String name = fresh(test);
        int gone;
        try (ServerSocket shut = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = shut.getLocalPort();
        }
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            enter(name, "a", "127.0.0.1:" + there.getLocalPort(), "parley");
            enter(name, "b", "127.0.0.1:" + gone, "parley");
            enter(name, "c", "127.0.0.1:3", "parley");
            run(name, "UPDATE cluster_member SET beat_at = beat_at - INTERVAL '1 hour' WHERE node = 'c'");

            Said said = asked(name, """
                parley.cluster { join = table, port = 7355, shared-folders = on }
                parley.http.jwt-secret = "a secret that all nodes have, of 32 bytes"
                parley.master-key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
                """);

            assertThat(said.wrong()).singleElement().asString().contains(gone + " lives and is not reached from here");
            assertThat(said.lines("warn", "members"))
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:3 has been silent for 36");
            assertThat(said.lines("ok", "members")).hasSize(2);
            assertThat(said.text()).contains("2 servers want 20 connections");
        }
    }

    @Test
    void looking_leaves_no_trace(TestInfo test) throws SQLException {
        String name = fresh(test);

        asked(name, "");

        try (Connection connection = DriverManager.getConnection(url(name));
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM event_journal) + (SELECT count(*) FROM cluster_member)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isZero();
        }
    }
}
