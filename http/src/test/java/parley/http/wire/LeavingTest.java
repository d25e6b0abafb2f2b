package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.http.provider.PlainSystem;
import parley.http.wire.Dialect.Told;

/** Who gives an answer up hangs up, in every family and however far the answer is. */
class LeavingTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("leaving");
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final WireSettings SETTINGS = new Fault("", Fault.Patience.ENDLESS, _ -> _ -> {}).settings();

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    static List<Dialect> dialects() {
        return Dialects.ALL;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void before_the_first_byte(Dialect dialect) throws IOException {
        CompletableFuture<FaultServer.Line> asked = new CompletableFuture<>();
        try (FaultServer server = new FaultServer(line -> {
            asked.complete(line);
            line.hang();
        })) {
            UniqueKillSwitch stop = answered(dialect, server, new CompletableFuture<>());
            assertThat(asked).succeedsWithin(SOON);
            stop.shutdown();
            assertThat(asked.join().left()).succeedsWithin(SOON);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void in_the_middle(Dialect dialect) throws IOException {
        CompletableFuture<Chunk> heard = new CompletableFuture<>();
        List<String> events = dialect.answer(Faults.TEXTS, Told.ONCE);
        try (FaultServer server = new FaultServer(line -> {
            line.write(dialect.head());
            line.write(dialect.wired(events.subList(0, dialect.whole(events) - 1)));
            line.hang();
        })) {
            UniqueKillSwitch stop = answered(dialect, server, heard);
            assertThat(heard).succeedsWithin(SOON);
            stop.shutdown();
            assertThat(server.lines().getFirst().left()).succeedsWithin(SOON);
        }
    }

    private static UniqueKillSwitch answered(Dialect dialect, FaultServer server, CompletableFuture<Chunk> heard) {
        return WireModel.door(dialect.wire(SYSTEM), dialect.at(server.base()), SETTINGS, SYSTEM)
                .apply("tiny")
                .answer(PROMPT)
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.foreach(heard::complete))
                .run(SYSTEM);
    }
}
