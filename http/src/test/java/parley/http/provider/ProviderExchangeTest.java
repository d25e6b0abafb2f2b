package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.connection.Access;
import parley.engine.connection.ConnectionSettings;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.connection.Trial;
import parley.engine.kernel.Secret;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.http.wire.Reach;
import parley.http.wire.WireServer;
import parley.http.wire.WireSettings;

/** A user's key goes to the user's address, and nowhere else, and no address inside is ever connected to. */
class ProviderExchangeTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("exchange");
    private static final String KEY = "sk-canary-0123456789";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final ProviderCatalogue PROVIDERS = ConnectionSettings.from(
                    SYSTEM.settings().config().getConfig("parley.connections"))
            .providers();
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String LIST = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            + "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"},{\"id\":\"llama2:latest\"}]}";

    private static final String TAGS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            + "{\"models\":[{\"name\":\"tiny\"},{\"name\":\"llama2:latest\"}]}";

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    private static ProviderExchange exchange(boolean anywhere, Duration within, Integer... ports) {
        WireSettings wire = new WireSettings(SOON, SOON, SOON, SOON, SOON, 1 << 20, 1 << 24, null);
        return new ProviderExchange(
                PROVIDERS, new ExchangeSettings(new Reach(anywhere, Set.of(ports)), within, wire), SYSTEM);
    }

    private static Access access(String provider, @Nullable URI base) {
        return new Access(provider, "tiny", base, true, Optional.of(new Secret(KEY)));
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable answered(ProviderExchange exchange, Access access) throws Exception {
        try {
            join(exchange.open(access).answer(PROMPT).runWith(Sink.seq(), SYSTEM));
            return new AssertionError("it was answered");
        } catch (ExecutionException failure) {
            return Optional.ofNullable(failure.getCause()).orElse(failure);
        }
    }

    @Test
    void the_key_is_sent_to_the_address_of_the_connection_byte_for_byte() throws Exception {
        try (WireServer server = WireServer.answering(LIST)) {
            assertThat(join(exchange(true, SOON).models(access("mine", server.base()))))
                    .containsExactly("tiny", "llama2:latest");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /v1/models HTTP/1.1\r\n")
                    .contains("\r\nAuthorization: Bearer " + KEY + "\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.base().getPort() + "\r\n");
        }
    }

    @Test
    void a_room_speaks_with_the_users_key() throws Exception {
        String answer = HEAD + """
            data: {"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}

            data: [DONE]

            """;
        try (WireServer server = WireServer.answering(answer)) {
            List<Chunk> chunks = join(exchange(true, SOON)
                    .open(access("mine", server.base()))
                    .answer(PROMPT)
                    .runWith(Sink.seq(), SYSTEM));
            assertThat(chunks).first().isEqualTo(new Chunk.Text("Hello"));
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
                    .contains("\r\nAuthorization: Bearer " + KEY + "\r\n")
                    .contains("\"model\":\"tiny\"");
        }
    }

    @Test
    void a_redirect_is_not_followed_and_takes_no_key_along() throws Exception {
        try (WireServer elsewhere = WireServer.answering(LIST)) {
            for (int status : new int[] {301, 302, 307, 308})
                try (WireServer server = WireServer.answering("HTTP/1.1 " + status + " Moved\r\nLocation: "
                        + elsewhere.base() + "/models\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
                    Trial trial = join(exchange(true, SOON).trial(access("mine", server.base())));
                    assertThat(trial.success()).isFalse();
                    assertThat(trial.message()).contains("redirect (" + status + ")");
                    assertThat(answered(exchange(true, SOON), access("mine", server.base())))
                            .isInstanceOf(ModelFailure.Rejected.class);
                }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void nothing_inside_is_connected_to_however_its_address_is_written() throws Exception {
        try (WireServer server = WireServer.answering(LIST)) {
            int port = server.base().getPort();
            for (String host : new String[] {
                "127.0.0.1",
                "localhost",
                "LOCALHOST",
                "[::1]",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "127.1",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "10.0.0.1",
                "169.254.169.254",
                "192.168.0.1",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "100.100.100.200"
            }) {
                URI base = URI.create("http://" + host + ":" + port + "/v1");
                Trial trial = join(exchange(false, SOON).trial(access("mine", base)));
                assertThat(trial.success()).as(host).isFalse();
                assertThat(answered(exchange(false, SOON), access("mine", base)))
                        .as(host)
                        .isInstanceOf(ModelFailure.class);
            }
            Trial told = join(exchange(false, SOON).trial(access("mine", URI.create("http://localhost:" + port))));
            assertThat(told.message()).contains("may not lead to that address");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_server_of_this_machine_that_was_found_may_be_used() throws Exception {
        try (WireServer server = WireServer.answering(TAGS)) {
            int port = server.base().getPort();
            Trial trial =
                    join(exchange(false, SOON, port).trial(access("ollama", URI.create("http://localhost:" + port))));
            assertThat(trial.success()).isTrue();
            assertThat(server.requests()).singleElement().asString().startsWith("GET /api/tags ");
        }
    }

    @Test
    void a_trial_tells_what_is_wrong_and_never_the_key() throws Exception {
        String no = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                + "{\"error\":{\"message\":\"what is " + KEY + " for?\"}}";
        try (WireServer server = WireServer.answering(no)) {
            assertThat(join(exchange(true, SOON).trial(access("mine", server.base())))
                            .message())
                    .isEqualTo("Connection failed: mine refused (400): what is ••• for?");
        }
        try (WireServer server = WireServer.answering("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(join(exchange(true, SOON).trial(access("mine", server.base())))
                            .message())
                    .isEqualTo("Connection failed: mine does not accept the key");
        }
        try (WireServer server = WireServer.answering(LIST.replace("{\"object\"", "<html>"))) {
            assertThat(join(exchange(true, SOON).trial(access("mine", server.base())))
                            .message())
                    .contains("something else than a list");
        }
        try (WireServer server = WireServer.answering(TAGS)) {
            Access other = new Access("ollama", "phi", server.base(), true, Optional.empty());
            assertThat(join(exchange(true, SOON).trial(other)).message()).isEqualTo("Model 'phi' not available");
            Access latest = new Access("ollama", "llama2", server.base(), true, Optional.empty());
            assertThat(join(exchange(true, SOON).trial(latest)).success()).isTrue();
        }
        assertThat(access("mine", null).toString()).doesNotContain(KEY);
    }

    @Test
    void a_trial_waits_no_longer_than_it_may() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = new WireServer(_ -> over.get(1, TimeUnit.MINUTES))) {
            Trial trial = join(exchange(true, Duration.ofMillis(300)).trial(access("mine", server.base())));
            assertThat(trial.success()).isFalse();
            assertThat(trial.message()).contains("stayed silent");
        }
        over.complete(null);
    }

    @Test
    void nobody_is_asked_who_is_nowhere() throws Exception {
        assertThat(join(exchange(true, SOON).trial(access("nobody", null))).message())
                .contains("give a base URL");
        assertThat(join(exchange(true, SOON).trial(access("azure-openai", null)))
                        .message())
                .contains("give a base URL");
    }
}
