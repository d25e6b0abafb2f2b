package parley.engine.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;
import parley.engine.upstream.TurnstileCommand.Away;
import parley.engine.upstream.TurnstileCommand.Begun;
import parley.engine.upstream.TurnstileCommand.Come;
import parley.engine.upstream.TurnstileCommand.Enter;
import parley.engine.upstream.TurnstileCommand.How;
import parley.engine.upstream.TurnstileCommand.Leave;
import parley.engine.upstream.TurnstileCommand.Wait;
import parley.engine.upstream.TurnstileCommand.Word;

/** Who is let in, who waits and at which position, and when a provider is left alone. */
@SuppressWarnings("NullAway.Init") // the kit is there before all tests
class TurnstileTest {
    private static ActorTestKit kit;
    private static final UpstreamSettings SETTINGS = new UpstreamSettings(
            new UpstreamSettings.Retries(
                    3, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(8), 0, Duration.ofSeconds(20)),
            new Limits(1, 0, 10),
            Map.of(),
            new UpstreamSettings.Breaking(
                    2, 0.5, 100, Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ofMinutes(5)),
            Duration.ofMinutes(10),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2));

    private final HandClock clock = new HandClock(ManualTime.get(kit.system()));
    private TestProbe<ShardCommand> shard;
    private ActorRef<TurnstileCommand> turnstile;

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

    @BeforeEach
    void builds() {
        shard = kit.createTestProbe();
        turnstile = kit.spawn(Turnstile.create(shard.ref(), SETTINGS, clock));
    }

    private final class Visitor {
        final TestProbe<Word> probe = kit.createTestProbe();

        Visitor enters(String user, Limits limits) {
            turnstile.tell(new Enter(probe.ref(), new Asker(user, "hall"), new Line("line", "openai", limits), false));
            return this;
        }

        Visitor comes() {
            return comes(false);
        }

        Visitor comes(boolean trying) {
            assertThat(probe.receiveMessage()).isEqualTo(new Come(turnstile, trying));
            return this;
        }

        Visitor waits(int position) {
            assertThat(probe.receiveMessage()).isEqualTo(new Wait(turnstile, position));
            return this;
        }

        Away away() {
            return probe.expectMessageClass(Away.class);
        }

        Visitor leaves(How how) {
            turnstile.tell(new Leave(probe.ref(), how, 0));
            return this;
        }

        Visitor throttled(Duration rest) {
            turnstile.tell(new Leave(probe.ref(), How.THROTTLED, rest.toMillis()));
            return this;
        }
    }

    private Visitor visitor(String user) {
        return visitor(user, new Limits(1, 0, 10));
    }

    private Visitor visitor(String user, Limits limits) {
        return new Visitor().enters(user, limits);
    }

    @Test
    void no_more_are_let_in_than_there_are_places_and_those_who_wait_hear_how_far_they_have_come() {
        Visitor first = visitor("ada").comes();
        Visitor second = visitor("ada").waits(1);
        Visitor third = visitor("ada").waits(2);

        first.leaves(How.ANSWERED);
        second.comes();
        clock.pass(Duration.ofMillis(250));
        third.waits(1);
        second.leaves(How.ANSWERED);
        third.comes();
    }

    @Test
    void a_busy_user_keeps_nobody_else_waiting_behind_all_of_theirs() {
        Visitor inside = visitor("ada").comes();
        Visitor next = visitor("ada").waits(1);
        Visitor late = visitor("ada").waits(2);
        Visitor other = visitor("bob").waits(2);

        clock.pass(Duration.ofMillis(250));
        late.waits(3);
        inside.leaves(How.ANSWERED);
        next.comes().leaves(How.ANSWERED);
        other.comes();
    }

    @Test
    void a_place_comes_back_when_its_visitor_dies() {
        Visitor inside = visitor("ada").comes();
        Visitor gone = visitor("ada").waits(1);
        Visitor next = visitor("ada").waits(2);

        gone.probe.stop();
        inside.probe.stop();
        next.comes();
    }

    @Test
    void nobody_has_two_places_however_often_they_ask_and_leave() {
        Visitor first = visitor("ada").comes();
        first.enters("ada", new Limits(1, 0, 10)).comes();
        Visitor second = visitor("ada").waits(1);
        second.enters("ada", new Limits(1, 0, 10)).waits(1);
        Visitor third = visitor("ada").waits(2);

        first.leaves(How.ANSWERED).leaves(How.ANSWERED);
        second.comes();
        clock.pass(Duration.ofMillis(250));
        third.waits(1);
        third.probe.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void whoever_has_a_place_already_where_the_turnstile_has_moved_takes_one() {
        Visitor inside = new Visitor();
        turnstile.tell(new Enter(
                inside.probe.ref(), new Asker("ada", "hall"), new Line("line", "openai", new Limits(1, 0, 10)), true));
        inside.comes();
        Visitor next = visitor("bob").waits(1);
        inside.leaves(How.ANSWERED);
        next.comes();
    }

    @Test
    void those_inside_and_those_who_wait_are_counted_until_the_turnstile_goes() {
        Measures measures = Measures.of(kit.system());
        double inside = measures.now(Series.UPSTREAM_INSIDE);
        double waiting = measures.now(Series.UPSTREAM_WAITING);
        visitor("ada").comes();
        visitor("ada").waits(1);
        visitor("ada").waits(2);

        assertThat(measures.now(Series.UPSTREAM_INSIDE) - inside).isEqualTo(1);
        assertThat(measures.now(Series.UPSTREAM_WAITING) - waiting).isGreaterThanOrEqualTo(1);
        kit.stop(turnstile);
        assertThat(measures.now(Series.UPSTREAM_INSIDE)).isEqualTo(inside);
        assertThat(measures.now(Series.UPSTREAM_WAITING)).isEqualTo(waiting);
    }

    @Test
    void a_queue_has_an_end() {
        Limits narrow = new Limits(1, 0, 1);
        visitor("ada", narrow).comes();
        visitor("ada", narrow).waits(1);
        Away away = visitor("bob", narrow).away();

        assertThat(away.busy()).isTrue();
        assertThat(away.reason()).contains("1 requests wait for openai already");
    }

    @Test
    void no_minute_has_more_requests_than_it_may() {
        Limits two = new Limits(10, 2, 10);
        visitor("ada", two).comes().leaves(How.ANSWERED);
        clock.pass(Duration.ofSeconds(30));
        visitor("ada", two).comes().leaves(How.ANSWERED);
        Visitor third = visitor("ada", two).waits(1);
        Visitor fourth = visitor("ada", two).waits(2);
        clock.pass(Duration.ofSeconds(29));
        third.probe.expectNoMessage(Duration.ofMillis(50));

        clock.pass(Duration.ofSeconds(1));
        third.comes();
        clock.pass(Duration.ofMillis(250));
        fourth.waits(1);
        clock.pass(Duration.ofSeconds(30));
        fourth.comes();
    }

    @Test
    void a_provider_that_wants_to_be_left_alone_is_by_everybody() {
        Visitor first = visitor("ada").comes();
        first.throttled(Duration.ofSeconds(20));
        Visitor second = visitor("bob").waits(1);
        clock.pass(Duration.ofSeconds(19));
        second.probe.expectNoMessage(Duration.ofMillis(50));
        clock.pass(Duration.ofSeconds(1));
        second.comes();
        Visitor third = visitor("bob").waits(1);

        second.throttled(Duration.ofSeconds(21));
        Away away = third.away();
        assertThat(away.busy()).isTrue();
        assertThat(away.reason()).isEqualTo("openai asked to be left alone until 2026-11-21T12:00:42Z");
        assertThat(visitor("cleo").away().millis()).isEqualTo(21_000);
    }

    @Test
    void what_is_down_fails_fast_for_all_until_one_of_them_has_tried_it() {
        visitor("ada").comes().leaves(How.FAILED);
        Visitor second = visitor("ada").comes();
        Visitor waiting = visitor("bob").waits(1);
        second.leaves(How.FAILED);
        Away away = waiting.away();
        assertThat(away.busy()).isFalse();
        assertThat(away.reason())
                .isEqualTo("openai has failed again and again and is left alone until 2026-11-21T12:00:16Z");
        assertThat(visitor("cleo").away().millis()).isEqualTo(15_000);

        clock.pass(Duration.ofSeconds(15));
        Visitor trying = visitor("cleo").comes(true);
        assertThat(visitor("bob").away().reason()).contains("one request is trying it");
        trying.leaves(How.FAILED);
        assertThat(visitor("bob").away().millis()).isEqualTo(30_000);

        clock.pass(Duration.ofSeconds(30));
        Visitor again = visitor("cleo").comes(true);
        turnstile.tell(new Begun(again.probe.ref()));
        Visitor next = visitor("bob").waits(1);
        again.leaves(How.ANSWERED);
        next.comes();
    }

    @Test
    void a_no_and_a_word_that_it_is_too_much_do_not_count_as_down() {
        for (int each = 0; each < 5; each++) visitor("ada").comes().leaves(How.ANSWERED);
        for (int each = 0; each < 5; each++) visitor("ada").comes().throttled(Duration.ZERO);
        for (int each = 0; each < 5; each++) visitor("ada").comes().leaves(How.UNKNOWN);
        visitor("ada").comes();
    }

    @Test
    void a_try_whose_visitor_dies_lets_another_try() {
        visitor("ada").comes().leaves(How.FAILED);
        visitor("ada").comes().leaves(How.FAILED);
        visitor("bob").away();
        clock.pass(Duration.ofSeconds(15));
        Visitor trying = visitor("ada").comes(true);
        trying.probe.stop();
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(visitor("bob").probe.receiveMessage()).isInstanceOf(Come.class);
            return null;
        });
    }

    @Test
    void moves_out_when_nothing_is_to_be_remembered() {
        Visitor inside = visitor("ada").comes();
        clock.pass(Duration.ofMinutes(2));
        shard.expectNoMessage(Duration.ofMillis(50));
        inside.leaves(How.ANSWERED);
        kit.createTestProbe().awaitAssert(() -> {
            clock.pass(Duration.ofMinutes(2));
            return shard.expectMessageClass(ClusterSharding.Passivate.class, Duration.ofMillis(200));
        });
    }
}
