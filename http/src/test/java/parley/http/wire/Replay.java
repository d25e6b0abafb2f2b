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
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.kernel.Secret;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;

/** Asks models at servers that play something back, and tells what came of it. The key is {@link Canary#KEY}. */
public final class Replay {
    public static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);

    private final ActorSystem system;
    private final Wire wire;
    private final WireSettings settings;

    public Replay(ActorSystem system, Wire wire) {
        this(system, wire, settings(Duration.ofSeconds(30), 1 << 20, 1 << 24));
    }

    public Replay(ActorSystem system, Wire wire, WireSettings settings) {
        this.system = system;
        this.wire = wire;
        this.settings = settings;
    }

    public static WireSettings settings(Duration patience, int lineBytes, long totalBytes) {
        return new WireSettings(
                Duration.ofSeconds(5),
                patience,
                patience,
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                lineBytes,
                totalBytes);
    }

    /** A body in chunks whose borders are anywhere. */
    public static byte[] chunked(byte[] body, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(WireServer.chunkedHead().getBytes(StandardCharsets.US_ASCII));
        for (int from = 0; from < body.length; ) {
            int to = Math.min(body.length, from + 1 + random.nextInt((int) seed * 20));
            all.writeBytes(WireServer.chunk(body, from, to));
            from = to;
        }
        all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    /** A response that ends as its head says. */
    public static byte[] whole(String status, String headers, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        return all.toByteArray();
    }

    public static byte[] resource(String name) {
        try (var stream = Replay.class.getResourceAsStream("/wire/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The chunks of a good answer. */
    public List<Chunk> answer(byte[] response, String provider) throws IOException {
        try (WireServer server = new WireServer(out -> out.write(response))) {
            return join(model(server.base(), provider).answer(PROMPT));
        }
    }

    /** The failure of an answer, which is never told as whole, nor with the key. */
    public ModelFailure failure(byte[] response, String provider) throws IOException {
        try (WireServer server = new WireServer(out -> out.write(response))) {
            return failure(model(server.base(), provider).answer(PROMPT), new ArrayList<>());
        }
    }

    /** The same; what was told before is put into {@code seen}. */
    public ModelFailure failure(Source<Chunk, ?> source, List<Chunk> seen) {
        Throwable failure = catchThrowable(() -> join(source.map(it -> {
            seen.add(it);
            return it;
        })));
        assertThat(seen).noneMatch(Chunk.Finished.class::isInstance);
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        assertThat(cause).isInstanceOf(ModelFailure.class).message().doesNotContain(Canary.KEY);
        return (ModelFailure) Objects.requireNonNull(cause);
    }

    public List<Chunk> join(Source<Chunk, ?> source) {
        return source.runWith(Sink.seq(), system)
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    public ChatModel model(URI base, String provider) {
        Endpoint endpoint = new Endpoint(provider, base, Optional.of(new Secret(Canary.KEY)));
        return WireModel.door(wire, endpoint, settings, system).apply("tiny");
    }

    public static String text(List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(it -> it instanceof Chunk.Text text ? Stream.of(text.text()) : Stream.empty())
                .reduce("", String::concat);
    }

    public static String thought(List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(it -> it instanceof Chunk.Thought thought ? Stream.of(thought.text()) : Stream.empty())
                .reduce("", String::concat);
    }

    public static List<Chunk.ToolCall> calls(List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(it -> it instanceof Chunk.ToolCall call ? Stream.of(call) : Stream.empty())
                .toList();
    }

    public static Chunk.Finished end(List<Chunk> chunks) {
        return (Chunk.Finished) chunks.getLast();
    }
}
