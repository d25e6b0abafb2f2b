package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import parley.http.api.Client;
import parley.http.wire.WireServer;

/** What a reply costs, however its provider ends it: over the wire, through a whole server, out of the account. */
class ChargesTest {
    private static final String FIRST = "I have been to the sea today. ";
    private static final String REST = "It was wide and grey.";
    /** Of both, as o200k has them: a token a word and a mark, and by hand. */
    private static final int TOKENS = 14;

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String STOP = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final String DONE = "[DONE]";
    private static final long GIVEN = 10_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    /**
     * How a reply ends and what it costs: 10 a message, 1 a token of the prompt, a half where the provider had it in its
     * cache, 2 a token of the answer.
     */
    record Case(String wire, String ending, Charge charge) {}

    enum Charge {
        /** By the provider's word: 7 tokens in, 12 out. */
        REPORTED,
        /** The same with 4 of the 7 out of a cache. */
        CACHED,
        /** By our own count. */
        COUNTED,
        /** Not charged, but wasted, by our own count. */
        WASTED,
        /** Not charged and not wasted. */
        NONE
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row(
                        "usage at the end",
                        "completed",
                        Charge.REPORTED,
                        text(FIRST),
                        text(REST),
                        STOP,
                        usage(7, 12),
                        DONE),
                row(
                        "usage twice: the last counts, once",
                        "completed",
                        Charge.REPORTED,
                        text(FIRST),
                        usage(7, 6),
                        text(REST),
                        STOP,
                        usage(7, 12),
                        usage(7, 12),
                        DONE),
                row(
                        "tokens out of a cache",
                        "completed",
                        Charge.CACHED,
                        text(FIRST),
                        text(REST),
                        STOP,
                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":12,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}",
                        DONE),
                row("no usage", "completed", Charge.COUNTED, text(FIRST), text(REST), STOP, DONE),
                row(
                        "a usage of nothing",
                        "completed",
                        Charge.COUNTED,
                        text(FIRST),
                        text(REST),
                        STOP,
                        usage(0, 0),
                        DONE),
                row(
                        "dead after its last word, before its usage",
                        "completed",
                        Charge.COUNTED,
                        text(FIRST),
                        text(REST),
                        STOP),
                row("dead before its last word", "failed", Charge.WASTED, text(FIRST), text(REST)),
                row("dead before its first word", "failed", Charge.NONE),
                row("an error instead of words", "failed", Charge.NONE, "{\"error\":{\"message\":\"overloaded\"}}"));
    }

    private static Arguments row(String name, String ending, Charge charge, String... events) {
        String wire = Stream.of(events).map(it -> "data: " + it + "\n\n").collect(Collectors.joining());
        return Arguments.of(name, new Case(HEAD + wire, ending, charge));
    }

    private static String text(String text) {
        return "{\"choices\":[{\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}";
    }

    private static String usage(int in, int out) {
        return "{\"choices\":[],\"usage\":{\"prompt_tokens\":" + in + ",\"completion_tokens\":" + out + "}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_reply_costs_what_it_used_however_it_ends(String name, Case it) throws IOException {
        try (WireServer provider = WireServer.answering(it.wire);
                Server server = Server.start(config(provider))) {
            Client ada = Premises.person(server);

            streamed(ada);

            JsonNode receipt = settled(ada);
            assertThat(receipt.path("ending").asText()).isEqualTo(it.ending);
            long charged = receipt.path("credits").asLong();
            JsonNode usage = receipt.path("usage");
            assertThat(usage.path("estimated").asBoolean()).isEqualTo(it.charge == Charge.COUNTED);
            long wasted = receipt.at("/attempts/0/wasted").asLong();
            switch (it.charge) {
                case REPORTED -> assertThat(charged).isEqualTo(10 + 7 + 2 * 12);
                case CACHED -> assertThat(charged).isEqualTo(10 + 3 + 4 / 2 + 2 * 12);
                case COUNTED -> {
                    assertThat(usage.path("outputTokens").asLong()).isEqualTo(TOKENS);
                    assertThat(usage.path("inputTokens").asLong()).isPositive();
                    assertThat(charged).isEqualTo(10 + usage.path("inputTokens").asLong() + 2 * TOKENS);
                }
                case WASTED -> {
                    assertThat(charged).isZero();
                    assertThat(wasted).isGreaterThan(10 + 2 * TOKENS);
                }
                case NONE -> {
                    assertThat(charged).isZero();
                    assertThat(wasted).isZero();
                }
            }
            assertThat(ada.get("/api/v1/credits").json().path("available").asLong())
                    .isEqualTo(GIVEN - charged);
            assertThat(ada.get("/api/v1/credits").json().path("held").asLong()).isZero();
        }
    }

    @Test
    void a_reply_that_is_stopped_costs_what_was_written_until_then() throws IOException {
        WireServer.Script endless = out -> {
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            for (int said = 0; said < 3; said++) out.write(event(text(FIRST)));
            out.flush();
            new CountDownLatch(1).await();
        };
        try (WireServer provider = new WireServer(endless);
                Server server = Server.start(config(provider))) {
            Client ada = Premises.person(server);
            var stream = ada.lines("/api/v1/conversations", opening());
            var lines = stream.body().iterator();
            int spoken = 0;
            while (spoken < 2) if (lines.next().equals("event: sentence-spoken")) spoken++;

            assertThat(ada.post("/api/v1/conversations/charged/stop", "").status())
                    .isEqualTo(200);
            lines.forEachRemaining(line -> {});

            JsonNode receipt = settled(ada);
            assertThat(receipt.path("ending").asText()).isEqualTo("stopped");
            assertThat(receipt.at("/usage/estimated").asBoolean()).isTrue();
            long in = receipt.at("/usage/inputTokens").asLong();
            long out = receipt.at("/usage/outputTokens").asLong();
            assertThat(out).isBetween(18L, 30L);
            assertThat(receipt.path("credits").asLong()).isEqualTo(10 + in + 2 * out);
            assertThat(ada.get("/api/v1/credits").json().path("available").asLong())
                    .isEqualTo(GIVEN - receipt.path("credits").asLong());
            provider.clientLeft().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    private static byte[] event(String json) {
        return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String opening() {
        return """
            {"id":"charged","message":"Where were you?","turns":1,
             "agents":[{"name":"Ann","persona":"calm","voice":"none/none","model":"openai/charges"}]}\
            """;
    }

    private static void streamed(Client ada) {
        var stream = ada.lines("/api/v1/conversations", opening());
        assertThat(stream.body().toList()).contains("event: round-ended");
    }

    /** The receipt, once the ledger has confirmed the charge. */
    private static JsonNode settled(Client ada) {
        var stream = ada.lines(
                ada.request("/api/v1/conversations/charged/events?after=0.0").GET());
        assertThat(stream.body().anyMatch(it -> it.equals("event: turn-charged")))
                .isTrue();
        return ada.get("/api/v1/conversations/charged/turns/1/receipt").json();
    }

    private Config config(WireServer provider) throws IOException {
        return ConfigFactory.parseString("""
            parley {
              models.openai { base-url = "%s", model = charges }
              prices.defaults = [{
                provider = openai, model = charges, message = 10, input = 1000, output = 2000, cached-input = 500
              }]
            }
            """.formatted(provider.base()))
                .withFallback(new Premises(directory, "charges").config());
    }
}
