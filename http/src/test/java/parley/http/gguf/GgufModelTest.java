package parley.http.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.http.provider.PlainSystem;

/** A real engine answers from a model file that the test itself has written. */
class GgufModelTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("gguf");

    @TempDir
    private static Path folder;

    private static GgufModel model;

    @BeforeAll
    static void write() throws Exception {
        model = new GgufModel(settings(TinyGguf.at(folder.resolve("tiny.gguf")), 512));
        assumeTrue(runs(), "the engine for model files has no library for this machine");
    }

    @AfterAll
    static void close() {
        model.close();
        TestKit.shutdownActorSystem(SYSTEM);
    }

    private static boolean runs() throws Exception {
        try {
            answer(model, prompt("Hi", "", 1));
            return true;
        } catch (ExecutionException failure) {
            if (String.valueOf(failure.getMessage()).contains("does not run on this machine")) return false;
            throw failure;
        }
    }

    private static GgufSettings settings(Path path, int context) {
        return new GgufSettings(path, context, 1, 2, null);
    }

    private static Prompt prompt(String said, String prefill, int most) {
        return new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", said)), "Ada", prefill, most, 7);
    }

    private static CompletionStage<List<Chunk>> asked(GgufModel model, Prompt prompt) {
        return model.answer(prompt).runWith(Sink.seq(), SYSTEM);
    }

    private static List<Chunk> answer(GgufModel model, Prompt prompt) throws Exception {
        return asked(model, prompt).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String text(List<Chunk> chunks) {
        return chunks.stream()
                .map(it -> it instanceof Chunk.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }

    private static Chunk.Finished end(List<Chunk> chunks) {
        assertThat(chunks.subList(0, chunks.size() - 1)).noneMatch(Chunk.Finished.class::isInstance);
        return (Chunk.Finished) chunks.getLast();
    }

    @Test
    void says_exactly_what_the_file_makes_it_say_and_counts_by_its_own_tokens() throws Exception {
        List<Chunk> chunks = answer(model, prompt("Hi \"there\" — ünï 🙂", "", 100));
        assertThat(text(chunks)).isEqualTo(TinyGguf.SENTENCE);
        assertThat(chunks).hasSizeGreaterThan(10);
        Chunk.Finished end = end(chunks);
        assertThat(end.reason()).isEqualTo(Chunk.Reason.STOP);
        assertThat(end.usage().estimated()).isFalse();
        assertThat(end.usage().outputTokens()).isEqualTo(TinyGguf.TOKENS);
        assertThat(end.usage().inputTokens()).isBetween(30L, 100L);
    }

    @Test
    void ends_at_the_limit_and_says_so() throws Exception {
        List<Chunk> chunks = answer(model, prompt("Hi", "", 5));
        assertThat(text(chunks)).isEqualTo("Hello, I am a");
        assertThat(end(chunks).reason()).isEqualTo(Chunk.Reason.LENGTH);
        assertThat(end(chunks).usage().outputTokens()).isEqualTo(5);
    }

    @Test
    void goes_on_from_the_beginning_of_an_answer() throws Exception {
        List<Chunk> chunks = answer(model, prompt("Hi", "Hello, I am a", 100));
        assertThat(text(chunks)).isEqualTo(" tiny test model made out of numbers.");
        assertThat(end(chunks).reason()).isEqualTo(Chunk.Reason.STOP);
    }

    @Test
    void answers_one_after_the_other_and_turns_away_whom_it_has_no_place_for() throws Exception {
        CompletableFuture<Done> begun = new CompletableFuture<>();
        CompletableFuture<Chunk> held = new CompletableFuture<>();
        CompletionStage<List<Chunk>> first = model.answer(prompt("Hi", "", 100))
                .mapAsync(1, it -> {
                    begun.complete(Done.getInstance());
                    return held.thenApply(_ -> it);
                })
                .runWith(Sink.seq(), SYSTEM);
        begun.get(20, TimeUnit.SECONDS);
        CompletionStage<List<Chunk>> second = asked(model, prompt("Hi", "", 100));
        CompletionStage<List<Chunk>> third = asked(model, prompt("Hi", "", 100));
        CompletionStage<List<Chunk>> fourth = asked(model, prompt("Hi", "", 100));
        // One of the three finds no place; which, their streams decide.
        CompletableFuture.anyOf(Stream.of(second, third, fourth)
                        .map(it -> it.handle((_, failure) -> {
                            assertThat(failure).isInstanceOf(ModelFailure.Overloaded.class);
                            return Done.getInstance();
                        }))
                        .toArray(CompletableFuture[]::new))
                .get(20, TimeUnit.SECONDS);
        held.complete(new Chunk.Text("on"));
        assertThat(text(first.toCompletableFuture().get(20, TimeUnit.SECONDS))).isEqualTo(TinyGguf.SENTENCE);
        long answered = 0;
        for (CompletionStage<List<Chunk>> each : List.of(second, third, fourth))
            if (each.handle((chunks, _) -> chunks != null && text(chunks).equals(TinyGguf.SENTENCE))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS)) answered++;
        assertThat(answered).isEqualTo(2);
    }

    @Test
    void an_answer_that_is_given_up_makes_room_at_once() throws Exception {
        for (int times = 0; times < 3; times++)
            assertThat(model.answer(prompt("Hi", "", 100))
                            .take(2)
                            .runWith(Sink.seq(), SYSTEM)
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS))
                    .hasSize(2);
        assertThat(text(answer(model, prompt("Hi", "", 100)))).isEqualTo(TinyGguf.SENTENCE);
    }

    @Test
    void whoever_stops_waiting_keeps_nobody_from_his_turn() throws Exception {
        for (int times = 0; times < 2; times++) {
            model.answer(prompt("Hi", "", 100)).runWith(Sink.cancelled(), SYSTEM);
            assertThat(text(answer(model, prompt("Hi", "", 100)))).isEqualTo(TinyGguf.SENTENCE);
        }
    }

    @Test
    void refuses_a_prompt_that_its_window_does_not_hold_and_goes_on() {
        assertThatThrownBy(() -> answer(model, prompt("many words ".repeat(200), "", 100)))
                .hasCauseInstanceOf(ModelFailure.Rejected.class)
                .hasMessageContaining("window 512");
    }

    @Test
    void says_what_is_wrong_with_a_file_before_the_engine_sees_it() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve("tiny.gguf"));
        assertThat(told(folder.resolve("nowhere.gguf")))
                .contains("there is no file")
                .contains("PARLEY_GGUF");
        assertThat(told(written("text.gguf", "Once upon a time".getBytes(StandardCharsets.US_ASCII))))
                .contains("text.gguf is not a GGUF file");
        assertThat(told(written("short.gguf", Arrays.copyOf(whole, whole.length / 4))))
                .contains("not whole");
        assertThat(told(written("head.gguf", Arrays.copyOf(whole, 3000)))).contains("not whole");
        assertThat(told(written("new.gguf", with(whole, 4, 9))))
                .contains("version 9")
                .contains("newer");
        assertThat(told(written("old.gguf", with(whole, 4, 1)))).contains("old version 1");
        assertThat(told(written("huge.gguf", with(whole, 28, Integer.MAX_VALUE))))
                .contains("damaged");
        byte[] strange = new String(whole, StandardCharsets.ISO_8859_1)
                .replace(
                        "general.architecture\b\0\0\0\5\0\0\0\0\0\0\0llama",
                        "general.architecture\b\0\0\0\5\0\0\0\0\0\0\0lxxma")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(told(written("other.gguf", strange))).contains("cannot load other.gguf (lxxma)");
    }

    @Test
    void is_offered_by_the_name_of_its_file_and_with_its_window() {
        assertThat(model.info().ref()).hasToString("gguf/tiny.gguf");
        assertThat(model.info().prefill()).isTrue();
        assertThat(model.info().context()).isEqualTo(512);
        try (GgufModel trained = new GgufModel(settings(folder.resolve("tiny.gguf"), 0))) {
            assertThat(trained.info().context()).isEqualTo(TinyGguf.WINDOW);
        }
    }

    private static String told(Path path) throws Exception {
        try (GgufModel bad = new GgufModel(settings(path, 0))) {
            answer(bad, prompt("Hi", "", 10));
            return "it was answered";
        } catch (ExecutionException failure) {
            assertThat(failure).hasCauseInstanceOf(ModelFailure.Rejected.class);
            return String.valueOf(failure.getMessage());
        }
    }

    private static Path written(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return changed;
    }
}
