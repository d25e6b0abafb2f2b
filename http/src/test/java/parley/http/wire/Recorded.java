package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.provider.PlainSystem;

/** What every family does with the recordings of its answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class Recorded {
    private final ActorSystem system = PlainSystem.named("recorded");
    protected final Playback replay;
    private final String marker;
    private final List<String> recordings;

    /** @param marker what no good end is without */
    protected Recorded(Wire wire, String marker, String... recordings) {
        this.replay = new Playback(wire, system);
        this.marker = marker;
        this.recordings = List.of(recordings);
    }

    protected final ActorSystem system() {
        return system;
    }

    @AfterAll
    void close() {
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void borders_of_what_is_read_at_a_time_make_no_difference() throws Exception {
        for (String recording : recordings) {
            byte[] body = Playback.recording(recording);
            Playback.Came whole = replay.read(body, 0, body.length);
            assertThat(whole.failure()).as(recording).isNull();
            for (long seed = 1; seed <= 8; seed++) {
                Playback.Came came = replay.served(body, seed);
                assertThat(came.text()).isEqualTo(whole.text());
                assertThat(came.thought()).isEqualTo(whole.thought());
                assertThat(came.calls()).isEqualTo(whole.calls());
                assertThat(came.finished()).isPresent().isEqualTo(whole.finished());
            }
        }
    }

    @Test
    void a_polite_end_before_the_marker_is_cut_off_at_whatever_byte() {
        for (String recording : recordings) {
            byte[] body = Playback.recording(recording);
            int before = new String(body, StandardCharsets.UTF_8).lastIndexOf(marker);
            int bytes = new String(body, StandardCharsets.UTF_8)
                    .substring(0, before)
                    .getBytes(StandardCharsets.UTF_8)
                    .length;
            for (int cut = 0; cut <= bytes; cut += cut < bytes - 40 ? 7 : 1) {
                Playback.Came came = replay.read(body, 0, cut);
                assertThat(came.failure()).as("%s cut at %d", recording, cut).isInstanceOf(ModelFailure.CutOff.class);
                assertThat(came.chunks()).noneMatch(it -> it instanceof Chunk.Finished || it instanceof Chunk.ToolCall);
            }
        }
    }

    @Test
    void a_spoilt_answer_is_no_good_end_without_the_marker_and_fails_as_nothing_but_a_model_failure() {
        for (String recording : recordings) {
            byte[] body = Playback.recording(recording);
            for (long seed = 1; seed <= 250; seed++) {
                byte[] spoilt = Playback.spoilt(body, seed);
                Playback.Came came = replay.read(spoilt, 0, spoilt.length);
                if (came.failure() != null)
                    assertThat(came.failure()).as("seed %d", seed).isInstanceOf(ModelFailure.class);
                else
                    assertThat(new String(spoilt, StandardCharsets.UTF_8))
                            .as("seed %d", seed)
                            .contains(marker);
                assertThat(came.finished().isPresent()).isEqualTo(came.failure() == null);
            }
        }
    }
}
