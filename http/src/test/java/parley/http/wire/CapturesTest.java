package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.http.provider.PlainSystem;

/** What a real llama-server sent, byte for byte, heads included, from a socket that cuts it where nobody would. */
class CapturesTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("captures");
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final String SAID = "Hello, I am a tiny test model made out of numbers.";
    private static final WireSettings SETTINGS = new Fault("", Fault.Patience.ENDLESS, _ -> _ -> {}).settings();
    private static final int SEEDS = 12;

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    /** A capture: its family, and what must be read out of it. */
    private record Capture(String file, Dialect dialect, String end, String said, List<Long> usage) {
        Capture(String file, String family, String end, String said, String usage) {
            this(file, dialect(family), end, said, counts(usage));
        }

        private static Dialect dialect(String family) {
            return family.equals("anthropic") ? new AnthropicDialect() : new OpenAiDialect(OpenAiDialect.Kin.LLAMA);
        }

        private static List<Long> counts(String usage) {
            return usage.isBlank()
                    ? List.of()
                    : List.of(usage.split(" ")).stream().map(Long::valueOf).toList();
        }
    }

    /** Usage: input, output and out of the cache; nothing where it was not told. */
    @ParameterizedTest
    @CsvSource({
        "chat-stream, llama, STOP, 'Hello, I am a tiny test model made out of numbers.', 13 14 0",
        "tools-stream, llama, STOP, 'Hello, I am a tiny test model made out of numbers.', ''",
        "anthropic-stream, anthropic, STOP, 'Hello, I am a tiny test model made out of numbers.', 20 14 10",
        "chat, llama, STOP, 'Hello, I am a tiny test model made out of numbers.', 27 14 0",
        "len-finish, llama, LENGTH, 'Hello, I', 7 3 5",
        "stop-str, llama, STOP, 'Hello, I am a', 7 6 6",
        "err-404, llama, rejected, '', ''",
        "err-auth, llama, unauthorized, '', ''",
        "err-badjson, llama, overloaded, '', ''",
        "err-context, llama, rejected, '', ''",
        "err-nomessages, llama, rejected, '', ''",
        "err-auth, anthropic, unauthorized, '', ''",
        "err-context, anthropic, rejected, '', ''"
    })
    void is_read_exactly_wherever_its_bytes_are_cut(String file, String family, String end, String said, String usage)
            throws Exception {
        Capture capture = new Capture(file, family, end, said, usage);
        byte[] bytes = bytes(file + ".txt");
        int body = bodyOf(bytes);
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> replays = IntStream.range(0, SEEDS)
                    .mapToObj(seed -> CompletableFuture.runAsync(() -> replayed(capture, bytes, body, seed), hands))
                    .toList();
            replays.forEach(CompletableFuture::join);
        }
    }

    @ParameterizedTest
    @CsvSource({"chat-stream, llama, 13 14 0", "anthropic-stream, anthropic, 20 14 10", "tools-stream, llama, ''"})
    void a_stream_is_read_exactly_at_each_border(String file, String family, String usage) throws Exception {
        Capture capture = new Capture(file, family, "STOP", SAID, usage);
        byte[] bytes = bytes(file + ".txt");
        int body = bodyOf(bytes);
        Failures failures = new Failures(capture.dialect.at(URI.create("http://127.0.0.1:1")), SETTINGS.retryAfter());
        for (int border = body; border <= bytes.length; border++) {
            Source<ByteString, ?> split = Source.from(List.of(
                    ByteString.fromArray(bytes, body, border - body),
                    ByteString.fromArray(bytes, border, bytes.length - border)));
            AnswerStage stage = new AnswerStage(capture.dialect.wire(SYSTEM), PROMPT, failures, SETTINGS);
            assertRight(capture, Outcome.of(split.via(stage), SYSTEM), border);
        }
    }

    @Test
    void its_list_of_models_is_read_wherever_its_bytes_are_cut() throws Exception {
        byte[] list = bytes("models.json");
        byte[] head = ("HTTP/1.1 200 OK\r\nServer: llama.cpp\r\nContent-Type: application/json; charset=utf-8\r\n"
                        + "Content-Length: " + list.length + "\r\nKeep-Alive: timeout=5, max=100\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all =
                ByteString.fromArray(head).concat(ByteString.fromArray(list)).toArray();
        Dialect dialect = new OpenAiDialect(OpenAiDialect.Kin.LLAMA);
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (FaultServer server = new FaultServer(line -> inPieces(line, all, random))) {
                Inquiry inquiry = new Inquiry(
                        dialect.at(server.base()), SETTINGS, Duration.ofSeconds(40), ClientTransport.TCP(), SYSTEM);
                assertThat(new ModelList(dialect.wire(SYSTEM), inquiry)
                                .models()
                                .toCompletableFuture()
                                .get(1, TimeUnit.MINUTES))
                        .extracting(ListedModel::name)
                        .containsExactly("tiny.gguf");
            }
        }
    }

    private static void replayed(Capture capture, byte[] bytes, int body, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean chunked = new String(bytes, 0, body, StandardCharsets.US_ASCII).contains("chunked");
        byte[] all = chunked ? chunked(bytes, body, random) : bytes;
        try (FaultServer server = new FaultServer(line -> inPieces(line, all, random))) {
            Outcome came = Outcome.of(
                    WireModel.door(capture.dialect.wire(SYSTEM), capture.dialect.at(server.base()), SETTINGS, SYSTEM)
                            .apply("tiny")
                            .answer(PROMPT),
                    SYSTEM);
            assertRight(capture, came, seed);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void assertRight(Capture capture, Outcome came, int which) {
        assertThat(came.end()).as("%s, %d: %s", capture.file, which, came).isEqualTo(capture.end);
        assertThat(came.text()).as("%s, %d", capture.file, which).isEqualTo(capture.said);
        Usage usage = came.usage();
        if (usage == null || usage.estimated()) assertThat(capture.usage).isEmpty();
        else
            assertThat(List.of(usage.inputTokens(), usage.outputTokens(), usage.cachedInputTokens()))
                    .isEqualTo(capture.usage);
    }

    /** The capture has the body as it was before it was put into chunks; here it is put into others. */
    private static byte[] chunked(byte[] bytes, int body, SplittableRandom random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, body);
        for (int from = body; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(300));
            all.writeBytes(WireServer.chunk(bytes, from, to));
            from = to;
        }
        all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static void inPieces(FaultServer.Line line, byte[] all, SplittableRandom random) throws IOException {
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(random.nextBoolean() ? 5 : 200));
            line.write(ByteString.fromArray(all, from, to - from).toArray());
            from = to;
        }
    }

    private static int bodyOf(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream capture = CapturesTest.class.getResourceAsStream("/wire/llama-server/" + file)) {
            return Objects.requireNonNull(capture, file).readAllBytes();
        }
    }
}
