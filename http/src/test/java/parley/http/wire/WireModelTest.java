package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.kernel.Secret;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.http.provider.PlainSystem;
import parley.http.wire.openai.OpenAiWire;

final class WireModelTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("wire");
    private static final String KEY = Canary.KEY;
    private static final byte[] CAPTURE = capture();
    private static final String SAID = "Hello, I am a tiny test model made out of numbers.";
    private static final String REPORT = "{\"completion_tokens\":14,\"prompt_tokens\":13,\"total_tokens\":27,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0}}";
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void reads_a_real_server_s_answer_whatever_the_borders_of_its_chunks() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            byte[] answer = chunked(seed);
            try (WireServer server = new WireServer(out -> out.write(answer))) {
                List<Chunk> chunks = answer(server);

                assertThat(text(chunks)).isEqualTo(SAID);
                assertThat(chunks).last().isEqualTo(finished(new Usage(13, 14, false, 0, 0, 0, 0, REPORT)));
            }
        }
    }

    @Test
    void an_answer_cut_at_any_byte_is_never_whole() {
        int end = new String(CAPTURE, StandardCharsets.US_ASCII).indexOf("[DONE]\n\n") + 7;
        for (int cut = 0; cut <= end; cut++) {
            Source<ByteString, ?> bytes = Source.single(ByteString.fromArray(CAPTURE, 0, cut))
                    .concat(Source.failed(new IOException("the connection broke")));
            assertThat(failure(bytes.via(stage()))).as("cut at %d", cut).isInstanceOf(ModelFailure.CutOff.class);
        }
    }

    @Test
    void an_answer_that_ends_politely_before_its_finish_reason_is_never_whole() {
        String text = new String(CAPTURE, StandardCharsets.US_ASCII);
        int end = text.indexOf("\n\n", text.indexOf("\"finish_reason\":\"stop\"")) + 1;
        for (int cut = 0; cut <= end; cut++)
            assertThat(failure(
                            Source.single(ByteString.fromArray(CAPTURE, 0, cut)).via(stage())))
                    .as("cut at %d", cut)
                    .isInstanceOf(ModelFailure.CutOff.class);
        assertThat(join(Source.single(ByteString.fromArray(CAPTURE, 0, end + 1)).via(stage())))
                .last()
                .isInstanceOf(Chunk.Finished.class);
    }

    @Test
    void a_broken_connection_is_told_as_cut_off() throws Exception {
        byte[] answer = chunked(3);
        int end = answer.length - 30;
        for (int cut = WireServer.chunkedHead().length(); cut < end; cut += 131) {
            int to = cut;
            try (WireServer server = new WireServer(out -> out.write(answer, 0, to))) {
                assertThat(failure(model(server.base()).answer(PROMPT)))
                        .as("cut at %d", cut)
                        .isInstanceOf(ModelFailure.CutOff.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized",
        "403, unauthorized",
        "400, rejected",
        "404, rejected",
        "422, rejected",
        "429, throttled",
        "500, overloaded",
        "503, overloaded",
        "529, overloaded"
    })
    void each_status_has_its_failure_and_none_shows_the_key(int status, String code) throws Exception {
        String body = "{\"error\":{\"message\":\"no " + KEY + "\",\"code\":" + status + "}}";
        try (WireServer server = WireServer.answering("HTTP/1.1 " + status
                + " Oh\r\nRetry-After: 17\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            Throwable failure = failure(model(server.base()).answer(PROMPT));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            ModelFailure.class, it -> assertThat(it.code()).isEqualTo(code));
            assertThat(failure).message().doesNotContain(KEY);
            if (failure instanceof ModelFailure.Throttled throttled)
                assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        }
    }

    @Test
    void no_quota_left_is_not_worth_waiting() throws Exception {
        String body = "{\"error\":{\"message\":\"pay\",\"type\":\"insufficient_quota\"}}";
        try (WireServer server =
                WireServer.answering("HTTP/1.1 429 No\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            assertThat(failure(model(server.base()).answer(PROMPT))).isInstanceOf(ModelFailure.Unpaid.class);
        }
    }

    @Test
    void nobody_there_is_unreachable_and_so_is_silence() throws Exception {
        URI gone;
        try (WireServer server = WireServer.answering("")) {
            gone = server.base();
        }
        assertThat(failure(model(gone).answer(PROMPT))).isInstanceOf(ModelFailure.Unreachable.class);

        CompletableFuture<Void> over = new CompletableFuture<>();
        for (String head : List.of("", WireServer.chunkedHead()))
            try (WireServer server = new WireServer(out -> {
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                over.get(1, TimeUnit.MINUTES);
            })) {
                ChatModel hasty = WireModel.door(
                                new OpenAiWire(null), endpoint(server.base()), settings(Duration.ofMillis(200)), SYSTEM)
                        .apply("tiny");
                assertThat(failure(hasty.answer(PROMPT)))
                        .isInstanceOf(ModelFailure.TimedOut.class)
                        .hasMessageContaining("silent");
            }
        over.complete(null);
    }

    @Test
    void a_thousand_answers_stream_side_by_side() throws Exception {
        int streams = 1000;
        CountDownLatch allThere = new CountDownLatch(streams);
        byte[] answer = chunked(5);
        try (WireServer server = new WireServer(out -> {
            allThere.countDown();
            if (allThere.await(1, TimeUnit.MINUTES)) out.write(answer);
        })) {
            ChatModel model = model(server.base());
            List<CompletionStage<List<Chunk>>> running = IntStream.range(0, streams)
                    .mapToObj(_ -> model.answer(PROMPT).runWith(Sink.seq(), SYSTEM))
                    .toList();

            for (CompletionStage<List<Chunk>> each : running)
                assertThat(text(each.toCompletableFuture().get(1, TimeUnit.MINUTES)))
                        .isEqualTo(SAID);
        }
    }

    @Test
    void asks_as_the_wire_demands() throws Exception {
        byte[] answer = chunked(1);
        try (WireServer server = new WireServer(out -> out.write(answer))) {
            answer(server);

            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
                    .contains("Authorization: Bearer " + KEY)
                    .endsWith("{\"model\":\"tiny\",\"messages\":[{\"role\":\"system\",\"content\":\"You are Ada.\"},"
                            + "{\"role\":\"user\",\"content\":\"Bob: Hi\"}],\"max_tokens\":99,\"seed\":7,"
                            + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        }
    }

    private static byte[] chunked(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(WireServer.chunkedHead().getBytes(StandardCharsets.US_ASCII));
        for (int from = 0; from < CAPTURE.length; ) {
            int to = Math.min(CAPTURE.length, from + 1 + random.nextInt((int) seed * 20));
            all.writeBytes(WireServer.chunk(CAPTURE, from, to));
            from = to;
        }
        all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static Chunk finished(Usage usage) {
        return new Chunk.Finished(Chunk.Reason.STOP, usage);
    }

    private static List<Chunk> answer(WireServer server) {
        return join(model(server.base()).answer(PROMPT));
    }

    private static List<Chunk> join(Source<Chunk, ?> source) {
        return source.runWith(Sink.seq(), SYSTEM)
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private static Throwable failure(Source<Chunk, ?> source) {
        List<Chunk> seen = new ArrayList<>();
        Throwable failure = catchThrowable(() -> seen.addAll(join(source)));
        assertThat(seen).noneMatch(Chunk.Finished.class::isInstance);
        return java.util.Objects.requireNonNull(
                failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
    }

    private static String text(List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(it -> it instanceof Chunk.Text text ? Stream.of(text.text()) : Stream.empty())
                .reduce("", String::concat);
    }

    private static ChatModel model(URI base) {
        return WireModel.door(new OpenAiWire(null), endpoint(base), settings(Duration.ofSeconds(30)), SYSTEM)
                .apply("tiny");
    }

    private static AnswerStage stage() {
        Endpoint nowhere = endpoint(URI.create("http://127.0.0.1:1/v1"));
        WireSettings settings = settings(Duration.ofSeconds(30));
        return new AnswerStage(new OpenAiWire(null), PROMPT, new Failures(nowhere, settings.retryAfter()), settings);
    }

    private static Endpoint endpoint(URI base) {
        return new Endpoint("test", base, Optional.of(new Secret(KEY)));
    }

    private static WireSettings settings(Duration patience) {
        return new WireSettings(
                Duration.ofSeconds(5),
                patience,
                patience,
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                1 << 20,
                1 << 24);
    }

    private static byte[] capture() {
        try (var stream = WireModelTest.class.getResourceAsStream("/wire/chat-stream.sse")) {
            return java.util.Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
