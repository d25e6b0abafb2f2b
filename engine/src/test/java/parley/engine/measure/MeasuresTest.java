package parley.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final ActorTestKit ONE = ActorTestKit.create("one");
    private static final ActorTestKit TWO = ActorTestKit.create("two");

    @AfterAll
    static void end() {
        ONE.shutdownTestKit();
        TWO.shutdownTestKit();
    }

    @Test
    void each_actor_system_has_numbers_of_its_own() {
        MeterRegistry one = reader(Measures.of(ONE.system()));
        MeterRegistry two = reader(Measures.of(TWO.system()));
        Measures.of(ONE.system()).count(Series.TURNS, "completed");
        Measures.of(TWO.system()).level(Series.ROOMS_SPEAKING).add(2);

        assertThat(one.get("parley.turns").tag("end", "completed").counter().count())
                .isEqualTo(1);
        assertThat(two.find("parley.turns").counter()).isNull();
        assertThat(two.get("parley.rooms.speaking").gauge().value()).isEqualTo(2);
        assertThat(one.find("parley.rooms.speaking").gauge()).isNull();
    }

    @Test
    void levels_and_readings_are_known_to_a_reader_that_comes_late() {
        Measures measures = new Measures();
        measures.level(Series.UPSTREAM_WAITING, "openai").add(3);
        measures.level(Series.UPSTREAM_WAITING, "groq").add(1);
        measures.level(Series.UPSTREAM_WAITING, "openai").add(-1);
        measures.gauge(Series.JOURNAL_WAITING, () -> 7);
        measures.gauge(Series.JOURNAL_WAITING, () -> 8);
        MeterRegistry late = reader(measures);

        assertThat(measures.now(Series.UPSTREAM_WAITING)).isEqualTo(3);
        assertThat(late.get("parley.upstream.waiting")
                        .tag("provider", "openai")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(late.get("parley.journal.waiting").gauge().value()).isEqualTo(8);
    }

    @Test
    void a_label_takes_so_many_names_and_no_more() {
        Known known = new Known(2);

        assertThat(known.name("a")).isEqualTo("a");
        assertThat(known.name("b")).isEqualTo("b");
        assertThat(known.name("c")).isEqualTo("other");
        assertThat(known.name("a")).isEqualTo("a");
        assertThat(known.name("d")).isEqualTo("other");
    }

    @Test
    void labels_are_given_as_they_are_told() {
        Measures measures = new Measures();

        assertThatThrownBy(() -> measures.count(Series.TURNS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> measures.time(Series.REPLAY, Duration.ZERO, "a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MeterRegistry reader(Measures measures) {
        MeterRegistry reader = new SimpleMeterRegistry();
        measures.tell(reader);
        return reader;
    }
}
