package parley.engine.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.upstream.UpstreamSettings.Retries;

/** Which failures are tried again, when, and how often. */
@SuppressWarnings("NullAway.Init") // the kit is there before all tests
class PatientTest {
    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static ActorTestKit kit;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Retries RETRIES =
            new Retries(3, Duration.ofSeconds(60), SECOND, Duration.ofSeconds(8), 0.5, Duration.ofSeconds(20));
    private static final Prompt PROMPT = new Prompt("", List.of(), "Ann", "", 10, 0);
    private static final Chunk TEXT = new Chunk.Text("Hello");
    private static final Chunk END = new Chunk.Finished(Chunk.Reason.STOP, Usage.NONE);

    private final HandClock clock = new HandClock(ManualTime.get(kit.system()));
    private final Queue<Source<Chunk, NotUsed>> answers = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Instant> times = new CopyOnWriteArrayList<>();
    private final List<ModelFailure> again = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void begin() {
        kit = ActorTestKit.create(ManualTime.config()
                .withFallback(ConfigFactory.parseString("pekko.actor.provider = local"))
                .withFallback(ConfigFactory.load()));
    }

    @AfterAll
    static void end() {
        kit.shutdownTestKit();
    }

    static List<ModelFailure> passing() {
        return List.of(
                new ModelFailure.Unreachable("no way"),
                new ModelFailure.Overloaded("busy"),
                new ModelFailure.TimedOut("silent"),
                new ModelFailure.CutOff("broke"),
                new ModelFailure.Malformed("strange"),
                new ModelFailure.Throttled("slower", Duration.ZERO));
    }

    static List<ModelFailure> final_ones() {
        return List.of(
                new ModelFailure.Rejected("no"),
                new ModelFailure.Unauthorized("who are you"),
                new ModelFailure.Unpaid("no money"),
                new ModelFailure.Throttled("come back tomorrow", Duration.ofSeconds(21)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_fails_before_anything_was_seen_is_asked_for_again(ModelFailure failure) {
        answers.add(Source.failed(failure));
        answers.add(Source.from(List.of(TEXT, END)));
        Seen seen = answered();
        untilAsked(2);

        seen.then(TEXT).then(END).ends();
    }

    @ParameterizedTest
    @MethodSource("final_ones")
    void what_no_patience_mends_fails_at_once(ModelFailure failure) {
        answers.add(Source.failed(failure));
        Seen seen = answered();

        assertThat(seen.fails()).isSameAs(failure);
        assertThat(asked).hasValue(1);
    }

    @Test
    void pauses_grow_and_the_last_failure_passes_through() {
        ModelFailure last = new ModelFailure.Overloaded("still busy");
        answers.add(Source.failed(new ModelFailure.Unreachable("no way")));
        answers.add(Source.failed(new ModelFailure.TimedOut("silent")));
        answers.add(Source.failed(last));
        Seen seen = answered();
        untilAsked(3);

        assertThat(seen.fails()).isSameAs(last);
        assertThat(asked).hasValue(3);
        assertThat(again).extracting(ModelFailure::code).containsExactly("unreachable", "timed_out");
        assertThat(pause(1)).isGreaterThanOrEqualTo(Duration.ofMillis(750));
        assertThat(pause(2)).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void a_provider_that_asks_for_patience_is_given_it() {
        answers.add(Source.failed(new ModelFailure.Throttled("slower", Duration.ofSeconds(20))));
        answers.add(Source.from(List.of(TEXT, END)));
        Seen seen = answered();
        untilAsked(2);

        seen.then(TEXT).then(END).ends();
        assertThat(pause(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void nothing_is_tried_again_once_anything_was_seen() {
        for (Chunk visible : List.of(TEXT, new Chunk.Thought("Hm"), new Chunk.ToolCall("1", "clock", "{}", ""))) {
            ModelFailure cut = new ModelFailure.CutOff("broke");
            answers.add(broken(visible, cut));
            Seen seen = answered();
            seen.then(visible);
            assertThat(seen.fails()).isSameAs(cut);
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_place_in_a_queue_is_nothing_of_the_answer() {
        answers.add(broken(new Chunk.Waiting(2), new ModelFailure.CutOff("broke")));
        answers.add(Source.from(List.of(TEXT, END)));
        Seen seen = answered();
        seen.then(new Chunk.Waiting(2));
        untilAsked(2);

        seen.then(TEXT).then(END).ends();
    }

    @Test
    void no_try_begins_after_the_time_for_all_of_them() {
        answers.add(Source.lazySource(() -> {
                    clock.pass(Duration.ofSeconds(61));
                    return Source.<Chunk>failed(new ModelFailure.TimedOut("silent"));
                })
                .mapMaterializedValue(_ -> NotUsed.getInstance()));
        Seen seen = answered();

        assertThat(seen.fails()).isInstanceOf(ModelFailure.TimedOut.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoever_is_turned_away_at_the_door_does_not_knock_again() {
        ModelFailure why = new ModelFailure.Overloaded("it is down until noon");
        answers.add(Source.failed(new TurnedAway(why)));
        Seen seen = answered();

        assertThat(seen.fails()).isSameAs(why);
        assertThat(asked).hasValue(1);
    }

    @Test
    void cancelling_ends_a_pause_at_once() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        answers.add(Source.failed(new ModelFailure.Unreachable("no way")));
        answers.add(Source.from(List.of(TEXT, END)));
        Seen seen = new Seen(
                patient().answer(PROMPT).watchTermination((_, done) -> {
                    done.whenComplete((_, _) -> ended.countDown());
                    return NotUsed.getInstance();
                }),
                kit);
        seen.nothing();
        seen.cancel();

        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(asked).hasValue(1);
    }

    /** Says this much, and fails after it. */
    private static Source<Chunk, NotUsed> broken(Chunk first, ModelFailure failure) {
        return Source.from(List.of(first, END)).map(it -> {
            if (it.equals(END)) throw failure;
            return it;
        });
    }

    private Patient patient() {
        return new Patient(
                _ -> {
                    times.add(clock.instant());
                    asked.incrementAndGet();
                    return answers.remove();
                },
                RETRIES,
                clock,
                () -> 0.5,
                again::add);
    }

    /** How long it took from one time that the model was asked to the next. */
    private Duration pause(int after) {
        return Duration.between(times.get(after - 1), times.get(after));
    }

    private Seen answered() {
        return new Seen(patient().answer(PROMPT), kit);
    }

    /** Time is moved on until the model was asked so often. */
    private void untilAsked(int often) {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            if (asked.get() < often) clock.pass(SECOND);
            assertThat(asked).hasValue(often);
            return null;
        });
    }
}
