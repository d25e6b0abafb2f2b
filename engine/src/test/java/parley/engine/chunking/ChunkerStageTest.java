package parley.engine.chunking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.ExplicitlyTriggeredScheduler;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ChunkerStageTest {
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final ActorSystem SYSTEM = ActorSystem.create(
            "chunker",
            ConfigFactory.parseString(
                            "pekko.scheduler.implementation = " + ExplicitlyTriggeredScheduler.class.getName())
                    .withFallback(ConfigFactory.load()));

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    private static Flow<String, String, ?> chunks() {
        return Flow.of(String.class)
                .via(new ChunkerStage(ChunkerOptions.of("en"), PAUSE)) // chunks
                .map(TextChunk::text); // their text
    }

    /** A text that comes when it is told to, and knows when more of it is asked for. */
    private static final class Script {
        private static final int PIECES = 4;

        private final List<CompletableFuture<Boolean>> asked =
                Stream.generate(CompletableFuture<Boolean>::new).limit(PIECES).toList();
        private final List<CompletableFuture<Optional<Pair<Integer, String>>>> pieces = Stream.generate(
                        CompletableFuture<Optional<Pair<Integer, String>>>::new)
                .limit(PIECES)
                .toList();
        private final SinkQueueWithCancel<String> heard = Source.unfoldAsync(0, this::piece)
                .via(chunks()) // chunks, no more than one of them ahead
                .runWith(Sink.<String>queue(1).addAttributes(Attributes.inputBuffer(1, 1)), SYSTEM);

        private CompletionStage<Optional<Pair<Integer, String>>> piece(int at) {
            asked.get(at).complete(true);
            return pieces.get(at);
        }

        void says(int at, String piece) {
            pieces.get(at).complete(Optional.of(Pair.create(at + 1, piece)));
        }

        void ends(int at) {
            pieces.get(at).complete(Optional.empty());
        }

        CompletableFuture<Optional<String>> next() {
            return heard.pull().toCompletableFuture();
        }

        void isAsked(int at) {
            assertThat(asked.get(at)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static void pass(Duration time) {
        ((ExplicitlyTriggeredScheduler) SYSTEM.scheduler())
                .timePasses(scala.concurrent.duration.Duration.create(time.toNanos(), TimeUnit.NANOSECONDS));
    }

    private static void hears(CompletableFuture<Optional<String>> next, String chunk) {
        assertThat(next).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.of(chunk));
    }

    @Test
    void several_chunks_of_one_piece_all_come_out_and_the_last_at_the_end() {
        CompletionStage<List<String>> chunks =
                Source.from(List.of("One. Two. Th", "ree")).via(chunks()).runWith(Sink.seq(), SYSTEM);

        assertThat(chunks).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(List.of("One. ", "Two. ", "Three"));
    }

    @Test
    void asks_for_no_text_while_chunks_wait_to_be_taken() {
        Script script = new Script();
        script.says(0, "One. Two. Three. Fo");

        hears(script.next(), "One. ");
        hears(script.next(), "Two. ");
        assertThat(script.asked.get(1)).isNotDone();
        hears(script.next(), "Three. ");
        script.isAsked(1);
        script.says(1, "ur");
        script.ends(2);
        hears(script.next(), "Four");
        assertThat(script.next()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
    }

    @Test
    void hands_over_a_finished_sentence_when_the_text_pauses() {
        Script script = new Script();
        CompletableFuture<Optional<String>> first = script.next();
        script.says(0, "Let me look that up.");
        script.isAsked(1);

        pass(PAUSE.minusMillis(1));
        assertThat(first).isNotDone();
        pass(Duration.ofMillis(1));
        hears(first, "Let me look that up.");

        CompletableFuture<Optional<String>> second = script.next();
        script.says(1, " It is Dr.");
        script.isAsked(2);
        pass(PAUSE);
        assertThat(second).isNotDone();
        script.says(2, " Who.");
        script.ends(3);
        hears(second, " It is Dr. Who.");
    }

    @Test
    void a_failing_text_drops_its_unfinished_sentence() {
        SinkQueueWithCancel<String> heard = Source.single("One. Tw")
                .concat(Source.failed(new IllegalStateException("the line went dead")))
                .via(chunks())
                .runWith(Sink.<String>queue(1), SYSTEM);

        assertThatThrownBy(() -> {
                    heard.pull().toCompletableFuture().get(10, TimeUnit.SECONDS);
                    heard.pull().toCompletableFuture().get(10, TimeUnit.SECONDS);
                })
                .hasRootCauseMessage("the line went dead");
    }
}
