package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
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
import parley.engine.llm.Prompt;
import parley.http.wire.Reach;
import parley.http.wire.WireServer;
import parley.http.wire.WireSettings;

/** Each family of providers is spoken with in its own words, and tried without a token. */
class ProviderFamiliesTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("families");
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

    /** What a family asks first and with what, what a trial asks, and what it is answered. */
    private record Spoken(String provider, String asks, String key, String lists, String list, String answer) {}

    private static final List<Spoken> FAMILIES = List.of(
            new Spoken(
                    "anthropic",
                    "POST /v1/messages HTTP/1.1",
                    "x-api-key: " + KEY,
                    "GET /v1/models",
                    "{\"data\":[{\"id\":\"tiny\"}]}",
                    """
                    event: message_start
                    data: {"type":"message_start","message":{"usage":{"input_tokens":3}}}

                    event: content_block_start
                    data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

                    event: content_block_stop
                    data: {"type":"content_block_stop","index":0}

                    event: message_delta
                    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

                    event: message_stop
                    data: {"type":"message_stop"}

                    """),
            new Spoken(
                    "google",
                    "POST /v1beta/models/tiny:streamGenerateContent?alt=sse HTTP/1.1",
                    "x-goog-api-key: " + KEY,
                    "GET /v1beta/models",
                    "{\"models\":[{\"name\":\"models/tiny\",\"supportedGenerationMethods\":[\"generateContent\"]}]}",
                    """
                    data: {"candidates":[{"content":{"parts":[{"text":"Hello"}]},"finishReason":"STOP"}]}

                    """),
            new Spoken(
                    "ollama",
                    "POST /api/chat HTTP/1.1",
                    "\"num_ctx\":8192",
                    "GET /api/tags",
                    "{\"models\":[{\"name\":\"tiny\"}]}",
                    """
                    {"message":{"role":"assistant","content":"Hello"},"done":false}
                    {"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}
                    """),
            new Spoken(
                    "deepseek",
                    "POST /chat/completions HTTP/1.1",
                    "Authorization: Bearer " + KEY,
                    "GET /models",
                    "{\"data\":[{\"id\":\"tiny\"}]}",
                    """
                    data: {"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}

                    data: [DONE]

                    """));

    private static URI base(WireServer server, String provider) {
        URI root = server.base().resolve("/");
        return switch (provider) {
            case "anthropic" -> root.resolve("/v1");
            case "google" -> root.resolve("/v1beta");
            default -> root;
        };
    }

    @Test
    void each_family_is_spoken_with_in_its_own_words() throws Exception {
        for (Spoken family : FAMILIES)
            try (WireServer server = WireServer.answering(HEAD + family.answer)) {
                List<Chunk> chunks = join(exchange(true, SOON)
                        .open(access(family.provider, base(server, family.provider)))
                        .answer(PROMPT)
                        .runWith(Sink.seq(), SYSTEM));
                assertThat(chunks).as(family.provider).first().isEqualTo(new Chunk.Text("Hello"));
                assertThat(server.requests())
                        .singleElement()
                        .asString()
                        .as(family.provider)
                        .startsWith(family.asks)
                        .contains(family.key);
            }
    }

    @Test
    void a_trial_of_any_family_asks_for_its_list_and_for_no_token() throws Exception {
        for (Spoken family : FAMILIES)
            try (WireServer server = WireServer.answering(LIST.substring(0, LIST.indexOf("{")) + family.list)) {
                Trial trial = join(exchange(true, SOON).trial(access(family.provider, base(server, family.provider))));
                assertThat(trial.success())
                        .as(family.provider + ": " + trial.message())
                        .isTrue();
                assertThat(server.requests()).singleElement().asString().startsWith(family.lists);
            }
    }

    @Test
    void vertex_wants_a_service_account_and_says_so() throws Exception {
        try (WireServer server = WireServer.answering(LIST)) {
            Trial trial = join(
                    exchange(true, SOON).trial(access("vertex_ai", server.base().resolve("/v1"))));
            assertThat(trial.success()).isFalse();
            assertThat(trial.message()).contains("service account").doesNotContain(KEY);
            assertThat(server.requests()).isEmpty();
        }
    }
}
