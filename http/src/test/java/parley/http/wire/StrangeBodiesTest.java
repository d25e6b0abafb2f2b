package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.wire.Replay.end;
import static parley.http.wire.Replay.resource;
import static parley.http.wire.Replay.text;
import static parley.http.wire.Replay.whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.provider.PlainSystem;
import parley.http.wire.openai.OpenAiWire;

/** What servers and the proxies before them send where an answer is awaited. */
class StrangeBodiesTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("strange-bodies");
    private static final Replay REPLAY = new Replay(SYSTEM, new OpenAiWire(null));
    private static final byte[] ANSWER = resource("chat-stream.sse");
    private static final String SAID = "Hello, I am a tiny test model made out of numbers.";
    private static final String HELLO = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n";

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw deflate"})
    void a_squeezed_answer_is_read_though_nobody_asked_for_it(String how) throws IOException {
        String coding = how.replace("raw ", "");
        List<Chunk> chunks =
                REPLAY.answer(whole("200 OK", "Content-Encoding: " + coding + "\r\n", squeezed(ANSWER, how)), "test");

        assertThat(text(chunks)).isEqualTo(SAID);
        assertThat(end(chunks).reason()).isEqualTo(Chunk.Reason.STOP);
    }

    @Test
    void a_squeezed_answer_is_told_as_it_comes() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = new WireServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            OutputStream gzip = new GZIPOutputStream(out, true);
            gzip.write(HELLO.getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            over.get(1, TimeUnit.MINUTES);
        })) {
            CompletableFuture<Chunk> first = REPLAY.model(server.base(), "test")
                    .answer(Replay.PROMPT)
                    .runWith(Sink.head(), SYSTEM)
                    .toCompletableFuture();

            assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Chunk.Text("Hello"));
        }
        over.complete(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void a_broken_squeezed_answer_is_never_whole(String coding) throws IOException {
        byte[] good = squeezed(ANSWER, coding);
        String head = "Content-Encoding: " + coding + "\r\n";
        byte[] half = Arrays.copyOf(good, good.length / 2);
        byte[] wrong = good.clone();
        Arrays.fill(wrong, wrong.length / 3, wrong.length / 2, (byte) 0x55);

        assertThat(REPLAY.failure(whole("200 OK", head, half), "test").code()).isIn("cut_off", "malformed");
        assertThat(REPLAY.failure(whole("200 OK", head, wrong), "test").code()).isIn("cut_off", "malformed");
        assertThat(REPLAY.failure(whole("200 OK", head, ANSWER), "test").code()).isIn("cut_off", "malformed");
        assertThat(REPLAY.failure(whole("200 OK", "Content-Encoding: br\r\n", ANSWER), "test"))
                .isInstanceOf(ModelFailure.Malformed.class);
    }

    @Test
    void a_small_answer_that_squeezes_out_large_is_given_up_at_the_cap() throws IOException {
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        byte[] comment = (": " + "x".repeat(1000) + "\n\n").getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < 30_000; at++) large.writeBytes(comment);
        byte[] line = new byte[20_000_000];
        Arrays.fill(line, (byte) ':');

        for (byte[] body : List.of(large.toByteArray(), line))
            assertThat(REPLAY.failure(whole("200 OK", "Content-Encoding: gzip\r\n", squeezed(body, "gzip")), "test"))
                    .isInstanceOf(ModelFailure.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"event, ''", "chunk, 'Transfer-Encoding: chunked\r\n'"})
    void a_line_without_an_end_is_given_up_and_no_more_of_it_is_read(String how, String header) throws Exception {
        int most = 50_000_000;
        AtomicLong written = new AtomicLong();
        try (WireServer server = new WireServer(out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            if (how.equals("chunk"))
                out.write((Integer.toHexString(most) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write("data: ".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            while (written.addAndGet(piece.length) < most) out.write(piece);
        })) {
            ModelFailure failure =
                    REPLAY.failure(REPLAY.model(server.base(), "test").answer(Replay.PROMPT), new ArrayList<>());

            assertThat(failure).isInstanceOf(ModelFailure.Malformed.class);
            assertThat(server.clientLeft()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(written.get()).isLessThan(most);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/html        | <!doctype html><h1>Sign in</h1>                                   | malformed",
                "text/plain       | Bad gateway\\n\\n                                                 | malformed",
                "application/json | {\"error\":{\"message\":\"slow\",\"type\":\"rate_limit_error\"}} | throttled",
                "application/json | {\"error\":{\"message\":\"no\",\"code\":401}}                    | unauthorized",
                "application/json | {\"object\":\"error\",\"message\":\"no\",\"type\":\"invalid_request_error\"} |"
                        + " rejected",
                "application/json | [{\"error\":{\"code\":503,\"message\":\"full\",\"status\":\"UNAVAILABLE\"}}] |"
                        + " overloaded",
                "application/json | {\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}                | malformed",
                "application/json | {\"choices\":[{\"message\":{\"content\":\"Hi                      | malformed",
                "text/event-stream | ``                                                              | cut_off",
                "text/event-stream | : waiting\\n\\n                                                  | cut_off",
                "text/event-stream | data: {nonsense}\\n\\n                                           | malformed",
                "text/event-stream | data: {\"error\":{\"message\":\"out\",\"code\":\"insufficient_quota\"}}\\n"
                        + "\\n"
                        + " | unpaid",
            })
    void a_good_status_says_nothing_of_what_comes(String type, String body, String code) throws IOException {
        byte[] bytes = body.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(REPLAY.failure(whole("200 OK", "Content-Type: " + type + "\r\n", bytes), "test")
                        .code())
                .isEqualTo(code);
    }

    @Test
    void any_good_status_and_any_type_will_do_where_the_answer_is_one() throws IOException {
        for (String status : List.of("200 OK", "201 Created", "206 Partial", "299 Odd"))
            assertThat(text(REPLAY.answer(whole(status, "Content-Type: text/html\r\n", ANSWER), "test")))
                    .isEqualTo(SAID);
        byte[] marked = ("\uFEFF\r\n" + new String(ANSWER, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(text(REPLAY.answer(whole("200 OK", "", marked), "test"))).isEqualTo(SAID);
    }

    @Test
    void bytes_that_are_no_text_are_malformed() throws IOException {
        byte[] wrong = (HELLO + "data: {\"choices\":[{\"delta\":{\"content\":\"X\"},\"finish_reason\":\"stop\"}]}\n\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        wrong[HELLO.length() + HELLO.indexOf("Hello")] = (byte) 0xC3;

        List<Chunk> seen = new ArrayList<>();
        try (WireServer server = new WireServer(out -> out.write(whole("200 OK", "", wrong)))) {
            ModelFailure failure =
                    REPLAY.failure(REPLAY.model(server.base(), "test").answer(Replay.PROMPT), seen);
            assertThat(failure).isInstanceOf(ModelFailure.Malformed.class);
        }
        assertThat(seen).containsExactly(new Chunk.Text("Hello"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) throws IOException {
        ModelFailure failure = REPLAY.failure(
                whole(status + " Elsewhere", "Location: http://127.0.0.1:1/v1\r\n", new byte[0]), "test");

        assertThat(failure).isInstanceOf(ModelFailure.Rejected.class).hasMessageContaining("not followed");
    }

    @Test
    void what_is_no_http_is_malformed_and_a_server_without_the_secrecy_is_unreachable() throws IOException {
        assertThat(REPLAY.failure("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "test"))
                .isInstanceOf(ModelFailure.Malformed.class);
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(open));
            URI secure = URI.create("https://127.0.0.1:" + open.getLocalPort() + "/v1");
            assertThat(REPLAY.failure(REPLAY.model(secure, "test").answer(Replay.PROMPT), new ArrayList<>()))
                    .isInstanceOf(ModelFailure.Unreachable.class);
        }
    }

    private static void greet(ServerSocket open) {
        try (Socket socket = open.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // The client has gone.
        }
    }

    @Test
    void an_error_is_read_however_slowly_it_drips() throws IOException {
        String body = "{\"error\":{\"message\":\"the context is full\",\"type\":\"invalid_request_error\"}}";
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes("HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) answer.writeBytes(WireServer.chunk(bytes, at, at + 1));
        answer.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(REPLAY.failure(answer.toByteArray(), "test"))
                .isInstanceOf(ModelFailure.Rejected.class)
                .hasMessageContaining("the context is full");
    }

    private static byte[] squeezed(byte[] bytes, String how) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream squeezing = how.endsWith("gzip")
                ? new GZIPOutputStream(out)
                : new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, how.startsWith("raw")))) {
            squeezing.write(bytes);
        }
        return out.toByteArray();
    }
}
