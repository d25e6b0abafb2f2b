package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.connection.Access;
import parley.engine.connection.ConnectionSettings;
import parley.engine.connection.Trial;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.http.gguf.TinyGguf;
import parley.http.wire.Reach;
import parley.http.wire.WireSettings;

/** A real llama-server, spoken with as with any provider. */
@Tag("campaign")
class LlamaServerTest {
    private static final int WINDOW = 2048;
    /** As many tokens as nobody writes while a connection is given up. */
    private static final int MANY = 1800;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ActorSystem SYSTEM = PlainSystem.named("llama-server");

    @TempDir
    private static Path folder;

    private static @Nullable LlamaServer server;

    @BeforeAll
    static void start() throws Exception {
        server = LlamaServer.running(TinyGguf.at(folder.resolve("tiny.gguf")), WINDOW);
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) server.close();
        TestKit.shutdownActorSystem(SYSTEM);
    }

    private static LlamaServer server() {
        return Optional.ofNullable(server).orElseThrow();
    }

    private static ProviderExchange exchange() {
        WireSettings wire = new WireSettings(SOON, SOON, SOON, SOON, SOON, 1 << 20, 1 << 24, null);
        return new ProviderExchange(
                ConnectionSettings.from(SYSTEM.settings().config().getConfig("parley.connections"))
                        .providers(),
                new ExchangeSettings(new Reach(true, Set.of()), SOON, wire),
                SYSTEM);
    }

    private static Access access(String provider) {
        URI base = server().base();
        return new Access(provider, "tiny.gguf", base, true, Optional.empty());
    }

    private static Prompt prompt(String said, int most) {
        return new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", said)), "Ada", "", most, 7);
    }

    private static List<Chunk> answered(String provider, Prompt prompt) throws Exception {
        return join(exchange().open(access(provider)).answer(prompt));
    }

    private static List<Chunk> join(Source<Chunk, NotUsed> answer) throws Exception {
        return answer.runWith(Sink.seq(), SYSTEM).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String text(List<Chunk> chunks) {
        return chunks.stream()
                .map(it -> it instanceof Chunk.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }

    private static Chunk.Finished end(List<Chunk> chunks) {
        return (Chunk.Finished) chunks.getLast();
    }

    @Test
    void says_exactly_what_the_file_makes_it_say_by_both_of_its_doors() throws Exception {
        for (String provider : new String[] {"llama-server", "anthropic"}) {
            List<Chunk> chunks = answered(provider, prompt("Hi — ünï 🙂", 100));
            assertThat(text(chunks)).as(provider).isEqualTo(TinyGguf.SENTENCE);
            assertThat(end(chunks).reason()).as(provider).isEqualTo(Chunk.Reason.STOP);
            assertThat(end(chunks).usage().estimated()).as(provider).isFalse();
            assertThat(end(chunks).usage().outputTokens()).as(provider).isBetween(13L, 14L);
            assertThat(end(chunks).usage().inputTokens()).as(provider).isPositive();
        }
    }

    @Test
    void ends_at_the_limit_by_both_of_its_doors() throws Exception {
        for (String provider : new String[] {"llama-server", "anthropic"}) {
            List<Chunk> chunks = answered(provider, prompt("Hi", 5));
            assertThat(text(chunks)).as(provider).isEqualTo("Hello, I am a");
            assertThat(end(chunks).reason()).as(provider).isEqualTo(Chunk.Reason.LENGTH);
        }
    }

    @Test
    void an_answer_that_is_given_up_stops_there_too() throws Exception {
        try (LlamaServer endless = LlamaServer.running(TinyGguf.endlessAt(folder.resolve("endless.gguf")), WINDOW)) {
            for (String provider : new String[] {"llama-server", "anthropic"}) {
                Source<Chunk, NotUsed> answer = exchange()
                        .open(new Access(provider, "endless.gguf", endless.base(), true, Optional.empty()))
                        .answer(prompt("Hi", MANY));
                assertThat(join(answer.take(1))).hasSize(1);
                awaitRest(endless);
                assertThat(predicted(endless)).as(provider).isLessThan(MANY);
            }
            assertThat(end(join(exchange()
                                    .open(new Access(
                                            "llama-server", "endless.gguf", endless.base(), true, Optional.empty()))
                                    .answer(prompt("Hi", MANY))))
                            .reason())
                    .isEqualTo(Chunk.Reason.LENGTH);
            assertThat(predicted(endless)).isGreaterThanOrEqualTo(MANY);
        }
    }

    private static void awaitRest(LlamaServer server) throws Exception {
        int looks = 0;
        while (server.told("/slots").contains("\"is_processing\":true"))
            assertThat(++looks).as("it goes on").isLessThan(1000);
    }

    /** How many tokens it has written in answers that it has ended itself. */
    private static long predicted(LlamaServer server) throws Exception {
        return server.told("/metrics")
                .lines()
                .filter(it -> it.startsWith("llamacpp:tokens_predicted_total "))
                .mapToLong(it -> Long.parseLong(it.split(" ", 2)[1].strip()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refuses_a_prompt_that_is_too_long_and_says_so() {
        assertThatThrownBy(() -> answered("llama-server", prompt("many words ".repeat(2000), 100)))
                .hasCauseInstanceOf(ModelFailure.Rejected.class)
                .hasMessageContaining("context size");
    }

    @Test
    void lists_its_model_and_a_trial_succeeds() throws Exception {
        assertThat(exchange()
                        .models(access("llama-server"))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .containsExactly("tiny.gguf");
        Trial trial =
                exchange().trial(access("llama-server")).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(trial.success()).isTrue();
    }
}
