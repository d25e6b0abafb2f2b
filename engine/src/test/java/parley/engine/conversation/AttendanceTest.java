package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.pattern.StatusReply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.UserId;
import parley.engine.measure.Measures;
import parley.engine.trace.Traces;

/** What a room's log lines say of where they are from. */
class AttendanceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConversationId ROOM = new ConversationId("tea");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @AutoClose("shutdownTestKit")
    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load());

    private final Traces traces = Traces.of(kit.system());
    private final Trail trail = new Trail(ROOM, traces);
    private final Attendance attendance = new Attendance(Measures.of(kit.system()), trail);

    /** A turn begins because of somebody's words. */
    private void begins(String traceparent) {
        trail.hears(new ConversationCommand.Say(
                new UserId("ada"),
                "m1",
                "Tea?",
                1,
                null,
                NOON,
                traceparent,
                kit.<StatusReply<Accepted>>createTestProbe().ref()));
        attendance.stored(List.of(new ConversationEvent.RoundStarted(1, 1, NOON)));
        attendance.stored(RecoveryTest.turn(ROOM, 1, true, NOON));
    }

    @Test
    void the_turn_is_told_and_its_trace_where_it_has_one() {
        traces.open(OpenTelemetry.noop(), false);

        begins("00-" + TRACE + "-b7ad6b7169203331-01");

        assertThat(attendance.place()).isEqualTo(Map.of("turn", "1", "trace_id", TRACE));
    }

    @Test
    void nobody_is_told_of_a_trace_that_nobody_keeps() {
        begins("00-" + TRACE + "-b7ad6b7169203331-01");

        assertThat(attendance.place()).isEqualTo(Map.of("turn", "1"));
    }

    @Test
    void between_turns_there_is_nothing_to_tell() {
        attendance.stored(RecoveryTest.turn(ROOM, 1, false, NOON));

        assertThat(attendance.place()).isEmpty();
    }
}
