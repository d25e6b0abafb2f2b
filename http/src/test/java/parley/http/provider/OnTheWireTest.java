package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.http.wire.Endpoint;
import parley.http.wire.WireModel;
import parley.http.wire.WireServer;
import parley.http.wire.WireSettings;
import parley.http.wire.openai.OpenAiWire;

/** What goes to a provider can be told before and after; what comes back in another's name ends there. */
final class OnTheWireTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("on-the-wire");
    private static final String ANSWER = """
        HTTP/1.1 200 OK\r
        Content-Type: text/event-stream\r
        \r
        data: {"choices":[{"delta":{"content":"Hm."},"finish_reason":"stop"}]}

        data: [DONE]

        """;
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void sends_the_bytes_that_it_says_it_would_send() throws Exception {
        Prompt prompt = new Prompt(
                "You are Ada. \"Größe\"\n",
                List.of(
                        new Prompt.Line(false, "Bob", "Hi 🙂\u2028"),
                        new Prompt.Line(false, "", "[Stage direction: Night falls.]"),
                        new Prompt.Line(true, "Ada", "Hm."),
                        new Prompt.Line(false, "名", "\\ \t\u0000")),
                "Ada",
                "",
                99,
                -7);
        try (WireServer server = WireServer.answering(ANSWER)) {
            ChatModel model = model(server);
            byte[] said = model.wire(prompt).orElseThrow();
            answer(model, prompt);

            String request = server.requests().getFirst();
            assertThat(request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(said);
            assertThat(model.wire(prompt).orElseThrow()).isEqualTo(said);
        }
    }

    @Test
    void hangs_up_on_a_model_that_goes_on_as_somebody_else() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = new WireServer(out -> {
            out.write(WireServer.chunkedHead().getBytes(StandardCharsets.US_ASCII));
            for (String token : List.of("Ada", ": Hello.", "\\n", "Bob", ": Hi", " there")) {
                byte[] event = ("data: {\"choices\":[{\"delta\":{\"content\":\"" + token + "\"}}]}\n\n")
                        .getBytes(StandardCharsets.US_ASCII);
                out.write(WireServer.chunk(event, 0, event.length));
            }
            out.flush();
            over.get(1, TimeUnit.MINUTES);
        })) {
            List<Chunk> chunks = answer(model(server), PROMPT);

            assertThat(chunks.stream()
                            .map(it -> it instanceof Chunk.Text text ? text.text() : "")
                            .collect(Collectors.joining()))
                    .isEqualTo("Hello.\n");
            assertThat(chunks).last().isInstanceOfSatisfying(Chunk.Finished.class, it -> {
                assertThat(it.reason()).isEqualTo(Chunk.Reason.STOP);
                assertThat(it.usage().estimated()).isTrue();
            });
            assertThat(server.clientLeft()).succeedsWithin(Duration.ofSeconds(10));
        }
        over.complete(null);
    }

    private static ChatModel model(WireServer server) {
        Duration patience = Duration.ofSeconds(30);
        WireSettings settings =
                new WireSettings(patience, patience, patience, Duration.ofMinutes(1), patience, 1 << 20, 1 << 24, null);
        return WireModel.door(
                        new OpenAiWire(null), new Endpoint("test", server.base(), Optional.empty()), settings, SYSTEM)
                .apply("tiny");
    }

    private static List<Chunk> answer(ChatModel model, Prompt prompt) {
        return model.answer(prompt)
                .runWith(Sink.seq(), SYSTEM)
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }
}
