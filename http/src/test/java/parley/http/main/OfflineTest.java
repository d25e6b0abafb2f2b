package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.conversation.ConversationId;
import parley.http.api.Pace;

/** Commands on a database that servers may be using. */
class OfflineTest {
    private static final String COMES = """
        INSERT INTO "cluster_member" ("node", "incarnation", "place", "cluster", "up", "entered_at", "beat_at")
        VALUES ('10.0.0.1:7355', '1', '10.0.0.1:7355', 'parley', TRUE, clock_timestamp(),
        clock_timestamp() + INTERVAL '1 hour')\
        """;

    private static EmbeddedPostgres postgres;

    @TempDir
    static Path directory;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    @Test
    void what_writes_says_no_while_a_server_is_there_and_what_reads_does_not_mind() throws SQLException {
        List<String> progress = new ArrayList<>();
        try (Offline house = Offline.open(config())) {
            told("""
                DELETE FROM "cluster_member"\
                """);
            told(COMES);

            assertThatThrownBy(() -> house.rebuild(progress::add))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by a server of the cluster \"parley\" at 10.0.0.1:7355");
            assertThat(house.replay(
                            new ConversationId("tea"), Pace.INSTANT, false, new PrintWriter(new StringWriter())))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
        assertThat(progress).isEmpty();

        told("""
            DELETE FROM "cluster_member"\
            """);
        try (Offline house = Offline.open(config())) {
            house.rebuild(progress::add);
        }
        assertThat(progress.getLast()).startsWith("done");
    }

    private static void told(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Config config() {
        Config given = ConfigFactory.parseMap(Map.of(
                "parley.data", directory.toString(),
                "parley.database.url", postgres.getJdbcUrl("postgres", "postgres"),
                "parley.database.user", "postgres",
                "parley.cluster.table.beat", "200ms",
                "parley.cluster.table.stale", "500ms"));
        return Offline.ALONE.withFallback(given).withFallback(ConfigFactory.load());
    }
}
