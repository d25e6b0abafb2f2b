package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.trial.RestingPostgres;

/** A whole server over a PostgreSQL that is stopped and comes back. */
@TestInstance(Lifecycle.PER_CLASS)
class SteadfastTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private RestingPostgres postgres;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Talker ada;

    @BeforeAll
    void start() throws IOException {
        postgres = new RestingPostgres(folder.resolve("postgres"));
        server = Server.start(ConfigFactory.parseString("""
            parley {
              database { url = "%s", user = postgres, connections = 4, watch.probe = 100 ms }
              models.scripted { shortest-gap = 40 ms, longest-gap = 40 ms }
            }
            """.formatted(postgres.url()))
                .withFallback(new Premises(folder, "steadfast").config()));
        ada = Talker.of(server, "ada");
    }

    @AfterAll
    void stop() {
        server.close();
        postgres.close();
    }

    @Test
    void a_turn_goes_on_when_the_database_is_back_and_new_work_is_refused_in_every_dialect_until_then() {
        Client client = ada.client();
        String room = "{'id':'tea','agents':[%s],'message':'Tea?','turns':2}"
                .formatted("{'name':'Ann','persona':'calm','voice':'none/none'}");
        assertThat(client.post("/api/v1/conversations", room).status()).isEqualTo(201);
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> watching = CompletableFuture.runAsync(() -> watch(client, seen));
        assertThat(Eventually.becomes(() -> count(seen, "event: sentence-spoken") > 0))
                .isTrue();

        postgres.stop();
        assertThat(Eventually.becomes(() -> client.get("/health").status() == 503))
                .isTrue();
        Client.Reply own = client.post("/api/v1/conversations", room);
        assertThat(own.problem()).startsWith("503 unavailable: the database does not answer");
        assertThat(own.header("Content-Type")).isEqualTo("application/problem+json");
        Client.Reply root = client.post("/agents", "{}");
        assertThat(root.json().path("error").asText()).startsWith("the database does not answer");
        Client.Reply below = client.put("/api/agents/x", "{}");
        assertThat(below.json().at("/error/code").asText()).isEqualTo("unavailable");
        Client.Reply companion = client.post("/api/chat/stop", "{}");
        assertThat(companion.json().path("success").asBoolean(true)).isFalse();
        assertThat(companion.json().path("error").asText()).startsWith("the database does not answer");
        assertThat(Stream.of(own, root, below, companion, client.delete("/api/v1/conversations/tea")))
                .allSatisfy(it -> {
                    assertThat(it.status()).isEqualTo(503);
                    assertThat(it.header("Retry-After")).isEqualTo("2");
                });
        assertThat(watching).as("the stream stays open").isNotDone();

        postgres.start();

        watching.join();
        assertThat(count(seen, "event: round-ended")).isEqualTo(1);
        assertThat(count(seen, "event: turn-completed")).isEqualTo(2);
        assertThat(count(seen, "event: turn-failed") + count(seen, "event: turn-superseded"))
                .isZero();
        assertThat(Eventually.becomes(
                        () -> client.post("/api/v1/conversations", room).status() == 201))
                .isTrue();
        assertThat(client.get("/health").status()).isEqualTo(200);
    }

    @Test
    @EnabledIf(value = SocketClient.FOUND, disabledReason = SocketClient.NOT_FOUND)
    void new_work_by_a_socket_is_refused_in_its_own_words() throws Exception {
        postgres.stop();
        assertThat(Eventually.becomes(() -> ada.client().get("/health").status() == 503))
                .isTrue();
        try {
            List<SocketClient.Heard> heard = new SocketClient(server, "websocket", ada.token())
                    .emit(SocketClient.START, ada.start("conv_away", "Tea?", 1))
                    .emit("leave_conversation", "{'conversation_id':'conv_away'}")
                    .await("left_conversation")
                    .run();

            assertThat(SocketClient.errors(heard))
                    .singleElement()
                    .satisfies(it -> assertThat(it).startsWith("conv_away: Conversation error: the database"));
        } finally {
            postgres.start();
        }
        assertThat(Eventually.becomes(() -> ada.client().get("/health").status() == 200))
                .isTrue();
    }

    private static void watch(Client client, List<String> seen) {
        client.lines(client.request("/api/v1/conversations/tea/events").GET())
                .body()
                .takeWhile(it -> !it.equals("event: round-ended"))
                .forEach(seen::add);
        seen.add("event: round-ended");
    }

    private static long count(List<String> seen, String line) {
        return seen.stream().filter(line::equals).count();
    }
}
