package parley.http.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.http.wire.Endpoint;
import parley.http.wire.WireModel;
import parley.http.wire.WireSettings;
import parley.http.wire.openai.OpenAiWire;

/**
 * What a streamed token costs in processor time: by the adapter, from the socket to the chunk, beside Pekko HTTP that
 * only reads the same bytes. The provider is a process of its own. Both are measured in turns, in one run; each figure is
 * the middle of its rounds.
 */
public final class WireBenchmark {
    private static final int ROUNDS = Integer.getInteger("parley.benchmark.rounds", 3);
    /**
     * The first is the fastest: it warms up what all of them use. A thousand streams speak so slowly that two processors
     * keep up with them: a token that comes alone costs a wake-up of a thread on both sides.
     */
    private static final List<Load> LOADS =
            List.of(new Load(1, 400_000, 0), new Load(1, 4_000, 1_000), new Load(1_000, 100, 200_000));

    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi")), "Ada", "", 99, 7);
    private static final OperatingSystemMXBean PROCESSOR =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final ActorSystem system;
    private final int port;

    private WireBenchmark(ActorSystem system, int port) {
        this.system = system;
        this.port = port;
    }

    /** Takes the folder of this file. */
    public static void main(String[] arguments) throws Exception {
        String java = ProcessHandle.current().info().command().orElse("java");
        Path provider = Path.of(arguments[0], "PacedProvider.java");
        Process paced = new ProcessBuilder(java, provider.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ActorSystem system = ActorSystem.create("benchmark", settings());
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(paced.getInputStream(), StandardCharsets.UTF_8))) {
            new WireBenchmark(system, Integer.parseInt(said.readLine())).measure();
        } finally {
            paced.destroy();
            system.terminate();
        }
    }

    private static Config settings() {
        return ConfigFactory.parseString("pekko { loglevel = WARNING, actor.default-dispatcher.fork-join-executor {"
                        + " minimum-runnable = -1, parallelism-min = 2, parallelism-max = 8 } }")
                .withFallback(ConfigFactory.defaultReference());
    }

    private void measure() throws Exception {
        IO.println("processor time of a token, in nanoseconds: the middle of " + ROUNDS + " rounds");
        IO.println("%8s %10s %10s %14s %14s %8s"
                .formatted("streams", "tokens", "gap us", "only bytes", "adapter", "ratio"));
        for (Load load : LOADS) {
            double[] bytes = new double[ROUNDS];
            double[] chunks = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                double readOnly = nanos(load, false);
                double adapted = nanos(load, true);
                if (round < 0) continue; // the first one warms up
                bytes[round] = readOnly;
                chunks[round] = adapted;
            }
            double readOnly = middle(bytes);
            double adapted = middle(chunks);
            IO.println("%8d %10d %10d %14.0f %14.0f %8.2f"
                    .formatted(load.streams, load.tokens, load.gap, readOnly, adapted, adapted / readOnly));
        }
    }

    private double nanos(Load load, boolean adapted) throws Exception {
        long before = PROCESSOR.getProcessCpuTime();
        List<CompletableFuture<Long>> running = new ArrayList<>();
        for (int stream = 0; stream < load.streams; stream++)
            running.add((adapted ? chunks(load) : bytes(load)).toCompletableFuture());
        long read = 0;
        for (CompletableFuture<Long> each : running) read += each.get(2, TimeUnit.MINUTES);
        long spent = PROCESSOR.getProcessCpuTime() - before;
        if (read < (long) load.streams * load.tokens) throw new IOException("not everything has arrived: " + read);
        return (double) spent / load.streams / load.tokens;
    }

    /** Characters of the answer: more than one a token. */
    private CompletionStage<Long> chunks(Load load) {
        Endpoint endpoint =
                new Endpoint("paced", URI.create("http://127.0.0.1:" + port + load.path()), Optional.empty());
        WireSettings settings = new WireSettings(
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                1 << 20,
                1L << 30,
                null);
        ChatModel model =
                WireModel.door(new OpenAiWire(null), endpoint, settings, system).apply("paced");
        return model.answer(PROMPT)
                .runWith(
                        Sink.fold(
                                0L,
                                (sum, it) -> sum
                                        + (it instanceof Chunk.Text text
                                                ? text.text().length()
                                                : 0)),
                        system);
    }

    private CompletionStage<Long> bytes(Load load) {
        return Source.single(HttpRequest.POST(load.path() + "/chat/completions"))
                .concatMat(Source.<HttpRequest>maybe(), Keep.right()) // request, and no end of requests
                .via(Http.get(system).connectionTo("127.0.0.1").toPort(port).http()) // response
                .take(1) // response
                .flatMapConcat(it -> it.entity().getDataBytes()) // bytes
                .runWith(Sink.fold(0L, (sum, it) -> sum + it.length()), system);
    }

    private static double middle(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /**
     * What is measured at once.
     *
     * @param tokens of each stream
     * @param gap microseconds between two tokens of a stream; 0 is as fast as it goes
     */
    private record Load(int streams, int tokens, long gap) {
        String path() {
            return "/" + tokens + "/" + gap;
        }
    }
}
