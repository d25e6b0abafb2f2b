package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.wire.WireServer;

/** A provider that is asked for more than it may be, or does not answer at first: over the wire, through a whole server. */
class QueuesTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String BUSY =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    /** What a viewer sees of one room. */
    private record Viewer(Client client, String room, Stream<String> stream, Iterator<String> lines)
            implements AutoCloseable {
        static Viewer of(Client client, String room) {
            Stream<String> stream = client.lines(client.request("/api/v1/conversations/" + room + "/events?after=0.0"))
                    .body();
            return new Viewer(client, room, stream, stream.iterator());
        }

        /** The next event by this name. */
        JsonNode next(String name) {
            while (lines.hasNext())
                if (lines.next().equals("event: " + name))
                    return read(lines.next().substring("data: ".length()));
            throw new AssertionError("the stream ended before any " + name);
        }

        @Override
        public void close() {
            stream.close();
        }

        private static JsonNode read(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException broken) {
                throw new AssertionError(broken);
            }
        }
    }

    private Server server(WireServer provider, String more) throws IOException {
        Config config = ConfigFactory.parseString("""
            parley.models.openai { base-url = "%s", model = "sage" }
            parley.upstream { tidings = 20ms, retries.backoff = 10ms }
            """.formatted(provider.base()) + more)
                .withFallback(new Premises(directory, "house").config());
        return Server.start(config);
    }

    private static void begins(Client client, String room) {
        Client.Reply opened = client.post(
                "/api/v1/conversations",
                "{'id':'" + room
                        + "','agents':[{'name':'Ann','persona':'calm','voice':'none/none'}],'message':'Hello','turns':1}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    }

    private static void say(OutputStream out) throws IOException {
        write(out, "data: {\"choices\":[{\"delta\":{\"content\":\"I am here.\"}}]}\n\n");
    }

    private static void end(OutputStream out) throws IOException {
        write(out, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void a_viewer_sees_how_far_its_turn_is_from_its_place_and_a_stop_there_asks_nobody() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (WireServer provider = new WireServer(out -> {
                    write(out, HEAD);
                    say(out);
                    assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
                    end(out);
                });
                Server server = server(provider, "parley.upstream.providers.openai.concurrency = 1")) {
            Client ada = Premises.person(server);
            begins(ada, "first");
            try (Viewer first = Viewer.of(ada, "first")) {
                first.next("delta");
                begins(ada, "second");
                try (Viewer second = Viewer.of(ada, "second");
                        Viewer third = third(ada)) {
                    JsonNode waiting = second.next("turn-waiting");
                    assertThat(waiting.path("turn").asInt()).isEqualTo(1);
                    assertThat(waiting.path("position").asInt()).isEqualTo(1);
                    assertThat(third.next("turn-waiting").path("position").asInt())
                            .isEqualTo(2);

                    Client.Reply stopped = ada.post("/api/v1/conversations/second/stop", "{}");
                    assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
                    assertThat(second.next("turn-stopped").path("credits").asInt())
                            .isZero();
                    assertThat(third.next("turn-waiting").path("position").asInt())
                            .isEqualTo(1);
                    assertThat(provider.requests()).hasSize(1);

                    released.countDown();
                    assertThat(third.next("turn-waiting").path("position").asInt())
                            .isZero();
                    assertThat(third.next("turn-completed").path("turn").asInt())
                            .isEqualTo(1);
                    first.next("turn-completed");
                    assertThat(provider.requests()).hasSize(2);
                }
            }
        }
    }

    private static Viewer third(Client client) {
        begins(client, "third");
        return Viewer.of(client, "third");
    }

    @Test
    void a_provider_that_is_too_busy_at_first_is_asked_again_and_nobody_sees_it() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (WireServer provider = new WireServer(out -> {
                    if (asked.incrementAndGet() < 3) {
                        write(out, BUSY);
                        return;
                    }
                    write(out, HEAD);
                    say(out);
                    end(out);
                });
                Server server = server(provider, "")) {
            Client ada = Premises.person(server);
            begins(ada, "busy");
            try (Viewer viewer = Viewer.of(ada, "busy")) {
                assertThat(viewer.next("turn-completed").path("attempt").asInt())
                        .isEqualTo(1);
            }
            assertThat(asked).hasValue(3);
        }
    }
}
