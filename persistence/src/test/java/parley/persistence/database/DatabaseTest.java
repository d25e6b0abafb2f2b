package parley.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.kernel.Secret;
import parley.persistence.Store;

class DatabaseTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    void brings_its_schema_and_finds_it_again(Store store) throws SQLException {
        String url = store.freshUrl();

        try (Database database = open(url)) {
            insert(database, "first");
        }
        try (Database database = open(url)) {
            assertThat(agents(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void undoes_all_of_a_write_that_fails(Store store) throws SQLException {
        try (Database database = open(store.freshUrl())) {
            assertThatThrownBy(() -> database.write(connection -> {
                        insert(connection, "a");
                        throw new SQLException("no");
                    }))
                    .hasMessage("no");

            assertThat(agents(database)).isZero();
        }
    }

    @Test
    void says_what_to_do_when_somebody_else_has_the_file() throws Exception {
        String url = Store.H2.freshUrl();
        Path file = Path.of(url.substring("jdbc:h2:file:".length()) + ".mv.db");

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> open(url))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContainingAll("is in use by another process", "PARLEY_DATA", "DATABASE_URL");
        }
    }

    @Test
    void says_what_to_do_when_nobody_answers() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }

        assertThatThrownBy(() -> open("jdbc:postgresql://127.0.0.1:" + unused + "/parley?password=hidden"))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("No database answers at jdbc:postgresql://127.0.0.1:" + unused + "/parley.")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void says_what_to_do_when_the_server_has_no_such_database() {
        String url = Store.POSTGRESQL.freshUrl().replace("/parley_", "/missing_");

        assertThatThrownBy(() -> open(url))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("has no such database");
    }

    @Test
    void names_the_databases_that_it_can_use() {
        assertThatThrownBy(() -> open("jdbc:mysql://127.0.0.1/parley")).hasMessageContaining("jdbc:postgresql:");
    }

    @Test
    void lets_several_servers_start_at_once_on_an_empty_database() {
        String url = Store.POSTGRESQL.freshUrl();

        List<CompletableFuture<Database>> starting = IntStream.range(0, 3)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> open(url), task -> Thread.ofVirtual().start(task)))
                .toList();

        for (CompletableFuture<Database> each : starting) {
            try (Database database = each.join()) {
                assertThat(agents(database)).isZero();
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    @Test
    void takes_the_share_of_connections_that_is_left_to_it() {
        assertThat(Share.of(97, 1, 10, 3, 10)).isEqualTo(10);
        assertThat(Share.of(97, 12, 10, 3, 10)).isEqualTo(5);
        assertThatThrownBy(() -> Share.of(17, 3, 10, 3, 10))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContainingAll(
                        "17 connections", "3 servers", "max_connections", "PARLEY_DATABASE_CONNECTIONS");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void knows_how_many_connections_it_has_before_it_opens(Store store) {
        Config left = store.fresh();
        Config told =
                ConfigFactory.parseString("parley.database.connections = 25").withFallback(left);

        assertThat(Database.sized(left).getInt("parley.database.connections")).isEqualTo(10);
        assertThat(Database.sized(told).getInt("parley.database.connections")).isEqualTo(25);
        assertThat(Database.sized(told).getInt("parley.database.dispatcher.thread-pool-executor.fixed-pool-size"))
                .isEqualTo(25);
    }

    private static Database open(String url) {
        return Opening.open(
                new DatabaseSettings(url, "parley", new Secret(""), 2, Duration.ofSeconds(5)), Runnable::run);
    }

    private static void insert(Database database, String id) throws SQLException {
        database.write(connection -> {
            insert(connection, id);
            return true;
        });
    }

    private static void insert(Connection connection, String id) throws SQLException {
        try (var insert = connection.prepareStatement("""
            INSERT INTO "agent" \
            ("id", "owner", "casting", "created_at", "updated_at", "retired", "sequence_number") \
            VALUES (?, 'o', '{}', 1, 1, FALSE, 1)\
            """)) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    private static long agents(Database database) throws SQLException {
        return database.read(connection -> {
            try (var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM \"agent\"")) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        });
    }
}
