package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;
import parley.engine.llm.Chunk.Reason;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.http.provider.PlainSystem;

/** A family that says plainly what it does: each line of its answers is a word of command and what it is about. */
class AnswerStageTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("answer-stage");
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration HASTY = Duration.ofMillis(200);
    private static final Chunk.ToolCall CALL = new Chunk.ToolCall("1", "clock", "{}", "");

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void thoughts_and_text_are_told_in_the_order_in_which_they_came_then_calls_then_the_end() {
        assertThat(told(
                        "think a",
                        "think b",
                        "say c",
                        "think d",
                        "call",
                        "say e",
                        "used 7",
                        "say f",
                        "ends STOP",
                        "over"))
                .containsExactly(
                        new Chunk.Thought("ab"),
                        new Chunk.Text("c"),
                        new Chunk.Thought("d"),
                        new Chunk.Text("ef"),
                        CALL,
                        new Chunk.Finished(Reason.TOOLS, new Usage(7, 7, false)));
    }

    @Test
    void nothing_that_comes_after_the_end_is_read_and_no_usage_is_counted_here() {
        List<Chunk> chunks = told("say x", "ends LENGTH", "over", "say late", "fail");

        assertThat(chunks).first().isEqualTo(new Chunk.Text("x"));
        assertThat(chunks).last().isInstanceOfSatisfying(Chunk.Finished.class, it -> {
            assertThat(it.reason()).isEqualTo(Reason.LENGTH);
            assertThat(it.usage().estimated()).isTrue();
            assertThat(it.usage().outputTokens()).isEqualTo(1);
        });
        assertThat(chunks).hasSize(2);
    }

    @Test
    void a_call_is_told_only_by_an_answer_that_is_whole() {
        assertThat(told("call", "ends LENGTH", "over")).noneMatch(Chunk.ToolCall.class::isInstance);
        assertThat(Replay.end(told("say x", "ends TOOLS", "over")).reason()).isEqualTo(Reason.STOP);
        assertThat(broken(Source.from(bytes("say x", "call")))).containsExactly(new Chunk.Text("x"));
    }

    @Test
    void what_was_read_before_a_failure_is_told_before_it() {
        assertThat(broken(Source.single(ByteString.fromString("think a\nsay y\nfail\nsay c\n"))))
                .containsExactly(new Chunk.Thought("a"), new Chunk.Text("y"));
    }

    @Test
    void a_connection_that_breaks_after_the_end_mark_is_no_loss_but_one_that_breaks_before_the_last_is() {
        assertThat(broken(breaking("say x", "ends STOP"))).containsExactly(new Chunk.Text("x"));
        assertThat(run(breaking("say x", "ends STOP", "over"))).hasSize(2);
        assertThat(run(Source.from(bytes("say x", "ends STOP")))).hasSize(2);
    }

    @Test
    void an_answer_that_is_whole_but_whose_connection_stays_open_is_whole() {
        Source<ByteString, ?> open = Source.maybe();

        assertThat(run(
                        Source.single(ByteString.fromString("say x\nends STOP\n"))
                                .concat(open),
                        HASTY))
                .hasSize(2);
        assertThat(broken(Source.single(ByteString.fromString("say x\n")).concat(open), HASTY))
                .hasSize(1);
    }

    @Test
    void no_more_is_read_than_somebody_listens_to() throws Exception {
        AtomicInteger read = new AtomicInteger();
        SinkQueueWithCancel<Chunk> listener = Source.range(1, 100)
                .map(it -> {
                    read.set(it);
                    return ByteString.fromString("think " + it + "\nsay v\nsay w\n");
                })
                .concat(Source.from(bytes("ends STOP", "over")))
                .via(stage(PATIENT))
                .toMat(
                        Sink.<Chunk>queue(1).withAttributes(org.apache.pekko.stream.Attributes.inputBuffer(1, 1)),
                        Keep.right())
                .run(SYSTEM);

        assertThat(next(listener)).contains(new Chunk.Thought("1"));
        assertThat(next(listener)).contains(new Chunk.Text("vw"));
        assertThat(read.get()).isLessThan(5);

        List<Chunk> rest = new ArrayList<>();
        for (Optional<Chunk> more = next(listener); more.isPresent(); more = next(listener)) rest.add(more.get());
        assertThat(rest).hasSize(2 * 99 + 1).last().isInstanceOf(Chunk.Finished.class);
    }

    @Test
    void half_a_character_that_never_gets_its_other_half_is_no_character() {
        Answer answer = new Answer();
        answer.say("a\ud83e");
        answer.say("\udd8ab\ud83e");
        answer.say("c\udd8a");

        assertThat(answer.takeText()).isEqualTo("a🦊b\uFFFDc\uFFFD");
    }

    private static Optional<Chunk> next(SinkQueueWithCancel<Chunk> listener) throws Exception {
        return listener.pull().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static List<Chunk> told(String... lines) {
        return run(Source.single(ByteString.fromString(String.join("\n", lines) + "\n")));
    }

    private static List<ByteString> bytes(String... lines) {
        return Arrays.stream(lines).map(it -> ByteString.fromString(it + "\n")).toList();
    }

    private static Source<ByteString, ?> breaking(String... lines) {
        return Source.from(bytes(lines))
                .concat(Source.single(ByteString.emptyByteString()))
                .map(it -> {
                    if (it.isEmpty()) throw new IOException("reset");
                    return it;
                });
    }

    private static List<Chunk> run(Source<ByteString, ?> bytes) {
        return run(bytes, PATIENT);
    }

    private static List<Chunk> run(Source<ByteString, ?> bytes, Duration patience) {
        return bytes.via(stage(patience))
                .runWith(Sink.seq(), SYSTEM)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static List<Chunk> broken(Source<ByteString, ?> bytes) {
        return broken(bytes, PATIENT);
    }

    private static List<Chunk> broken(Source<ByteString, ?> bytes, Duration patience) {
        List<Chunk> seen = new ArrayList<>();
        CompletableFuture<?> done = bytes.via(stage(patience)) // chunks
                .runForeach(seen::add, SYSTEM)
                .toCompletableFuture();
        assertThat(done)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(ModelFailure.class);
        assertThat(seen).noneMatch(Chunk.Finished.class::isInstance);
        return seen;
    }

    private static AnswerStage stage(Duration patience) {
        Endpoint nowhere = new Endpoint("test", URI.create("http://127.0.0.1:1/v1"), Optional.empty());
        WireSettings settings = Replay.settings(patience, 1000, 100_000);
        return new AnswerStage(
                new CommandWire(), Replay.PROMPT, new Failures(nowhere, settings.retryAfter()), settings);
    }

    /** Does what it reads. */
    private record CommandWire() implements Wire {
        @Override
        public Framing framing() {
            return Framing.LINES;
        }

        @Override
        public AnswerReader reader(Answer answer, Failures failures) {
            return (bytes, length) -> {
                String[] words = new String(bytes, 0, length, StandardCharsets.UTF_8).split(" ", 2);
                switch (words[0]) {
                    case "say" -> answer.say(words[1]);
                    case "think" -> answer.think(words[1]);
                    case "call" -> answer.call(CALL);
                    case "used" -> answer.used(new Usage(Long.parseLong(words[1]), Long.parseLong(words[1]), false));
                    case "ends" -> answer.ends(Reason.valueOf(words[1]));
                    case "over" -> answer.over();
                    default -> throw failures.strange();
                }
            };
        }

        @Override
        public HttpRequest request(Endpoint endpoint, String model, Prompt prompt) {
            return HttpRequest.POST(endpoint.below("/"));
        }

        @Override
        public byte[] body(Endpoint endpoint, String model, Prompt prompt) {
            return new byte[0];
        }

        @Override
        public HttpRequest models(Endpoint endpoint) {
            return HttpRequest.GET(endpoint.below("/"));
        }

        @Override
        public List<ListedModel> listed(Endpoint endpoint, JsonNode answer) {
            return List.of();
        }
    }
}
