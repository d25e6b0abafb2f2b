package parley.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class SentencesTest {
    private static final ActorSystem SYSTEM = ActorSystem.create("sentences");

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void several_sentences_of_one_piece_all_come_out_and_the_last_at_the_end() {
        List<String> sentences = Source.from(List.of("One. Two. Th", "ree"))
                .via(Sentences.flow())
                .runFold(Stream.<String>of(), (all, it) -> Stream.concat(all, Stream.of(it)), SYSTEM)
                .toCompletableFuture()
                .join()
                .toList();

        assertThat(sentences).containsExactly("One. ", "Two. ", "Three");
    }

    @Test
    void a_failing_text_drops_its_unfinished_sentence() {
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        Source<String, ?> text = Source.from(List.of("One. Two. Thr", "ee"))
                .concat(Source.failed(new IllegalStateException("the line went dead")));

        assertThat(text.via(Sentences.flow()).runForeach(heard::add, SYSTEM))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("the line went dead");
        assertThat(heard).containsExactly("One. ", "Two. ");
    }
}
