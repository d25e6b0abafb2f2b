package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.http.provider.PlainSystem;
import parley.http.wire.openai.OpenAiWire;

/** An answer that nobody wants any more is not paid for any longer: its socket closes, however far the model is. */
class GivingUpTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("giving-up");
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final byte[] HELLO =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofMinutes(1);

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void in_mid_answer_closes_the_socket() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = new WireServer(out -> {
            out.write(WireServer.chunkedHead().getBytes(StandardCharsets.US_ASCII));
            out.write(WireServer.chunk(HELLO, 0, HELLO.length));
            out.flush();
            over.get(1, TimeUnit.MINUTES);
        })) {
            CompletableFuture<Chunk> first =
                    answer(server, LATE).runWith(Sink.head(), SYSTEM).toCompletableFuture();

            assertThat(first).succeedsWithin(SOON).isEqualTo(new Chunk.Text("Hello"));
            assertThat(server.clientLeft()).succeedsWithin(SOON);
        }
        over.complete(null);
    }

    @Test
    void before_the_answer_begins_closes_the_socket() throws IOException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = silent(asked, over)) {
            UniqueKillSwitch stop = answer(server, LATE)
                    .viaMat(KillSwitches.single(), Keep.right())
                    .to(Sink.ignore())
                    .run(SYSTEM);
            assertThat(asked).succeedsWithin(SOON);

            stop.shutdown();

            assertThat(server.clientLeft()).succeedsWithin(SOON);
        }
        over.complete(null);
    }

    @Test
    void on_a_model_that_stays_silent_closes_the_socket() throws IOException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = silent(asked, over)) {
            CompletableFuture<List<Chunk>> failed = answer(server, Duration.ofMillis(200))
                    .runWith(Sink.seq(), SYSTEM)
                    .toCompletableFuture();

            assertThat(failed).failsWithin(SOON);
            assertThat(server.clientLeft()).succeedsWithin(SOON);
        }
        over.complete(null);
    }

    private static WireServer silent(CompletableFuture<Void> asked, CompletableFuture<Void> over) throws IOException {
        return new WireServer(_ -> {
            asked.complete(null);
            over.get(1, TimeUnit.MINUTES);
        });
    }

    private static Source<Chunk, ?> answer(WireServer server, Duration patience) {
        Endpoint endpoint = new Endpoint("test", server.base(), Optional.empty());
        WireSettings settings = new WireSettings(SOON, patience, patience, LATE, SOON, 1 << 20, 1 << 24);
        return WireModel.door(new OpenAiWire(null), endpoint, settings, SYSTEM)
                .apply("tiny")
                .answer(PROMPT);
    }
}
