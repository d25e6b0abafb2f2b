package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.cluster.ClusterSettings;
import parley.engine.cluster.Member;
import parley.engine.cluster.Presence;
import parley.engine.kernel.Refusal;
import parley.persistence.database.Database;
import parley.persistence.membership.MemberTable;

class JoiningTest {
    private static final String SECRETS = """
        parley.http.jwt-secret = "a secret that all nodes have, of 32 bytes"
        parley.master-key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        parley.cluster.shared-folders = on
        """;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    private final List<ActorSystem<Void>> systems = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void end() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(it -> it.getWhenTerminated().toCompletableFuture().join());
    }

    @Test
    void servers_that_start_at_the_same_time_find_each_other_by_the_table_and_become_one_cluster() {
        List<CompletableFuture<Done>> joined = IntStream.range(0, 3)
                .mapToObj(it -> joining("table", freePort()).toCompletableFuture())
                .toList();
        joined.forEach(CompletableFuture::join);

        assertThat(Eventually.becomes(() -> systems.stream().allMatch(it -> size(it) == 3)))
                .isTrue();
    }

    @Test
    void servers_find_each_other_by_the_addresses_they_were_given() {
        int first = freePort();
        int second = freePort();
        String seeds = "seeds, seeds = \"127.0.0.1:%d,127.0.0.1:%d\"".formatted(first, second);
        CompletableFuture<Done> one = joining(seeds, first).toCompletableFuture();
        joining(seeds, second).toCompletableFuture().join();
        one.join();

        assertThat(Eventually.becomes(() -> systems.stream().allMatch(it -> size(it) == 2)))
                .isTrue();
    }

    @Test
    void a_server_that_does_not_belong_to_those_who_use_the_database_is_refused_and_told_what_to_do() {
        joining("table", freePort()).toCompletableFuture().join();

        assertThatThrownBy(() -> joining("alone", 0).toCompletableFuture().join())
                .hasCauseInstanceOf(Refusal.class)
                .hasMessageContainingAll("this database is in use by", "cluster \"parley\"", "DATABASE_URL");
        int port = freePort();
        assertThatThrownBy(() -> joining("seeds, seeds = \"127.0.0.1:%d\"".formatted(port), port)
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(Refusal.class)
                .hasMessageContainingAll("this database is in use by", "PARLEY_CLUSTER_NAME");
    }

    @Test
    void a_server_that_was_lost_joins_again_only_when_the_others_have_taken_over_what_it_had() {
        joining("table", freePort()).toCompletableFuture().join();
        String place = "127.0.0.1:" + freePort();
        Member lost = new Member(place, "1", place, "parley", true, Duration.ZERO);
        MemberTable.of(Database.of(systems.getFirst()))
                .enter(lost)
                .toCompletableFuture()
                .join();

        String patient = "table, join-within = 5s, table.back-after = 1h";
        int port = Integer.parseInt(place.substring(place.indexOf(':') + 1));
        assertThatThrownBy(() -> joining(patient, port).toCompletableFuture().join())
                .hasCauseInstanceOf(Refusal.class)
                .hasMessageContaining("what its former life had");
        joining("table, table.back-after = 1h", freePort())
                .toCompletableFuture()
                .join();
    }

    @Test
    void what_a_cluster_lacks_is_told_before_anything_is_opened() {
        refuses("parley.database.url = \"jdbc:h2:mem:x\"", "DATABASE_URL");
        refuses("parley.http.jwt-secret = \"\"", "PARLEY_JWT_SECRET");
        refuses("parley.master-key = \"\"", "PARLEY_MASTER_KEY");
        refuses("parley.cluster.shared-folders = off", "PARLEY_CLUSTER_SHARED_FOLDERS");
    }

    private void refuses(String lines, String words) {
        Config config = ConfigFactory.parseString(lines).withFallback(config("table", 7355));
        assertThatThrownBy(() -> Clustered.config(config, ServerSettings.from(config.getConfig("parley"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(words);
    }

    private CompletionStage<Done> joining(String how, int port) {
        Config config = config(how, port);
        ActorSystem<Void> system =
                Node.system(Clustered.config(config, ServerSettings.from(config.getConfig("parley"))));
        systems.add(system);
        return Presence.of(
                system,
                ClusterSettings.from(system.settings().config()),
                MemberTable.of(Database.of(system)),
                "here:" + port);
    }

    private Config config(String how, int port) {
        return ConfigFactory.parseString(
                        SECRETS + """
                            parley.cluster { join = %s
                              port = %d, table { beat = 200ms, stale = 1s } }
                            parley.database { url = "%s", user = postgres, connections = 2 }
                            parley.data = "%s"
                            """.formatted(how, port, postgres.getJdbcUrl("postgres", "postgres"), folder))
                .withFallback(Configuration.load(null));
    }

    private static int size(ActorSystem<?> system) {
        return Cluster.get(system).state().members().size();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
