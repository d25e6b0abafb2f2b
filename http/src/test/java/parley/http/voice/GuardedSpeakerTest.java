package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.http.provider.PlainSystem;

final class GuardedSpeakerTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("guard");
    private static final Voice VOICE = Voice.of("test/a");
    private static final Duration LONG = Duration.ofMinutes(1);

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void asks_no_more_at_once_than_it_may_and_lets_the_others_wait_and_refuses_the_rest() throws Exception {
        Queue<CompletableFuture<Sound>> open = new ConcurrentLinkedQueue<>();
        Semaphore asked = new Semaphore(0);
        FakeEngine engine = held(open, asked);
        GuardedSpeaker guarded = guarded(engine, 2, 3, LONG, 100);

        List<CompletableFuture<Sound>> said = IntStream.range(0, 20)
                .mapToObj(it -> guarded.say("s" + it, VOICE).toCompletableFuture())
                .toList();

        long refused = said.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
        assertThat(refused).as("refused at once").isBetween(12L, 18L);
        assertThat(said.getLast())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(SpeechFailure.class)
                .withMessageContaining("too many");
        for (long left = said.size() - refused; left > 0; left--) {
            assertThat(asked.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            assertThat(open.size()).isBetween(1, 2);
            open.remove().complete(FakeEngine.sound("x"));
        }
        for (CompletableFuture<Sound> each : said)
            if (!each.isCompletedExceptionally()) assertThat(each).succeedsWithin(LONG);
    }

    @Test
    void a_sentence_that_is_late_fails_and_is_taken_back_from_the_engine() {
        Queue<CompletableFuture<Sound>> open = new ConcurrentLinkedQueue<>();
        GuardedSpeaker guarded = guarded(held(open, new Semaphore(0)), 1, 8, Duration.ofMillis(100), 100);

        CompletableFuture<Sound> said = guarded.say("first", VOICE).toCompletableFuture();
        CompletableFuture<Sound> waiting = guarded.say("second", VOICE).toCompletableFuture();

        for (CompletableFuture<Sound> each : List.of(said, waiting))
            assertThat(each)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(SpeechFailure.class)
                    .withMessageContaining("too long");
        assertThat(open).isNotEmpty();
        open.forEach(GuardedSpeakerTest::isTakenBack);
    }

    @Test
    void giving_a_sentence_up_takes_it_back_and_is_nobody_s_fault() throws Exception {
        Queue<CompletableFuture<Sound>> open = new ConcurrentLinkedQueue<>();
        Semaphore asked = new Semaphore(0);
        GuardedSpeaker guarded = guarded(held(open, asked), 1, 8, LONG, 1);

        for (int round = 0; round < 3; round++) {
            CompletableFuture<Sound> said = guarded.say("round " + round, VOICE).toCompletableFuture();
            assertThat(asked.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            said.cancel(true);
            isTakenBack(open.remove());
        }
    }

    @Test
    void an_engine_that_fails_again_and_again_is_left_alone_for_a_while() {
        AtomicBoolean well = new AtomicBoolean();
        FakeEngine engine = FakeEngine.answering(
                it -> well.get()
                        ? CompletableFuture.completedFuture(FakeEngine.sound(it))
                        : CompletableFuture.failedFuture(new IllegalStateException("a sentence could stand here")),
                "test/a en");
        GuardedSpeaker guarded = guarded(engine, 1, 8, LONG, 3);

        for (int round = 0; round < 10; round++)
            assertThat(guarded.say("round", VOICE).toCompletableFuture())
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(SpeechFailure.class)
                    .withMessageNotContaining("could stand here");
        assertThat(engine.asked).hasSize(3);

        well.set(true);
        assertThat(guarded.say("round", VOICE).toCompletableFuture())
                .failsWithin(LONG)
                .withThrowableThat()
                .withMessageContaining("rests");
    }

    @Test
    void an_engine_that_throws_at_once_is_a_failure_as_well() {
        FakeEngine engine = FakeEngine.answering(
                _ -> {
                    throw new IllegalStateException("thrown");
                },
                "test/a en");

        assertThat(guarded(engine, 1, 8, LONG, 100).say("a", VOICE).toCompletableFuture())
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(SpeechFailure.class);
    }

    private static void isTakenBack(CompletableFuture<Sound> asked) {
        assertThat(asked).failsWithin(LONG);
        assertThat(asked).isCancelled();
    }

    private static FakeEngine held(Queue<CompletableFuture<Sound>> open, Semaphore asked) {
        return FakeEngine.answering(
                _ -> {
                    CompletableFuture<Sound> sound = new CompletableFuture<>();
                    open.add(sound);
                    asked.release();
                    return sound;
                },
                "test/a en");
    }

    private static GuardedSpeaker guarded(FakeEngine engine, int atOnce, int waiting, Duration timeout, int failures) {
        return new GuardedSpeaker(
                "test", engine, new GuardedSpeaker.Bounds(atOnce, waiting, timeout, failures, LONG), SYSTEM);
    }
}
