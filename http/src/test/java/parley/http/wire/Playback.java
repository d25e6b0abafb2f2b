package parley.http.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;

/** Plays recorded answers to a family, whole or broken, and tells what came of them. */
public record Playback(Wire wire, ActorSystem system) {
    public static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    public static final WireSettings SETTINGS = new WireSettings(
            PATIENCE, PATIENCE, PATIENCE, Duration.ofMinutes(1), Duration.ofSeconds(5), 1 << 20, 1 << 24);

    /** What came of one answer. */
    public record Came(List<Chunk> chunks, @Nullable Throwable failure) {
        public String text() {
            return told(it -> it instanceof Chunk.Text text ? text.text() : "");
        }

        public String thought() {
            return told(it -> it instanceof Chunk.Thought thought ? thought.text() : "");
        }

        public List<Chunk.ToolCall> calls() {
            return chunks.stream()
                    .flatMap(it -> it instanceof Chunk.ToolCall call ? Stream.of(call) : Stream.empty())
                    .toList();
        }

        public Optional<Chunk.Finished> finished() {
            return chunks.stream()
                    .flatMap(it -> it instanceof Chunk.Finished end ? Stream.of(end) : Stream.empty())
                    .findFirst();
        }

        private String told(java.util.function.Function<Chunk, String> part) {
            return chunks.stream().map(part).collect(Collectors.joining());
        }
    }

    /** A recording among the test's resources; one with a head of HTTP is told without it. */
    public static byte[] recording(String name) {
        try (InputStream stream = Playback.class.getResourceAsStream("/wire/" + name)) {
            String text = new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return (text.startsWith("HTTP/") ? text.substring(text.indexOf("\n\n") + 2) : text)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** An endpoint with the canary for a key. */
    public static Endpoint at(URI base) {
        return new Endpoint("test", base, Optional.of(new Secret(Canary.KEY)));
    }

    /** Over a socket, in chunks of HTTP with odd borders. */
    public Came served(byte[] body, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(WireServer.chunkedHead().getBytes(StandardCharsets.US_ASCII));
        for (int from = 0; from < body.length; ) {
            int to = Math.min(body.length, from + 1 + random.nextInt((int) seed * 17));
            all.writeBytes(WireServer.chunk(body, from, to));
            from = to;
        }
        all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (WireServer server = new WireServer(out -> out.write(all.toByteArray()))) {
            return asked(at(server.base()), "tiny", PROMPT);
        }
    }

    /** Asks whoever is there. */
    public Came asked(Endpoint endpoint, String model, Prompt prompt) {
        return came(
                WireModel.door(wire, endpoint, SETTINGS, system).apply(model).answer(prompt));
    }

    /** Without a socket: these bytes, and then a polite end. */
    public Came read(byte[] body, int from, int length) {
        return came(Source.single(ByteString.fromArray(body, from, length)).via(stage()));
    }

    public Came read(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return read(bytes, 0, bytes.length);
    }

    private AnswerStage stage() {
        Endpoint nowhere = at(URI.create("http://127.0.0.1:1/v1"));
        return new AnswerStage(wire, PROMPT, new Failures(nowhere, SETTINGS.retryAfter()), SETTINGS);
    }

    private Came came(Source<Chunk, ?> answer) {
        List<Chunk> seen = new ArrayList<>();
        try {
            answer.runWith(Sink.foreach(seen::add), system)
                    .toCompletableFuture()
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
            return new Came(seen, null);
        } catch (CompletionException wrapped) {
            return new Came(seen, wrapped.getCause());
        }
    }

    /** The body with a few bytes changed, lost, doubled or cut off, the same for the same seed. */
    public static byte[] spoilt(byte[] body, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] spoilt = body.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(spoilt.length);
            int length = Math.min(spoilt.length - at, 1 + random.nextInt(40));
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(spoilt, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> {
                    next.write(random.nextInt(256));
                    next.write(spoilt, at + 1, spoilt.length - at - 1);
                }
                case 1 -> next.write(spoilt, at + length, spoilt.length - at - length);
                case 2 -> {
                    next.write(spoilt, at, length);
                    next.write(spoilt, at, spoilt.length - at);
                }
                default -> next.write(spoilt, at, random.nextInt(spoilt.length - at + 1));
            }
            spoilt = next.toByteArray();
            if (spoilt.length == 0) return spoilt;
        }
        return spoilt;
    }
}
