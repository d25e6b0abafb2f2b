package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in mid-reply, over and over, on a real process. {@code -Dparley.kills=50} for the whole campaign, {@code
 * -Dparley.kills.seed=N} for the same points again.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("parley.kills", 2);
    private static final long SEED = Long.getLong("parley.kills.seed", 20_261_121);
    private static final int TURNS = 3;

    @TempDir
    Path folder;

    @Test
    void a_killed_room_goes_on_by_itself_and_ends_exactly_on_the_embedded_database() {
        campaign(List.of());
    }

    @Test
    void a_killed_room_goes_on_by_itself_and_ends_exactly_on_postgresql() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            campaign(List.of(
                    "parley.database.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                    "parley.database.user=postgres"));
        }
    }

    private void campaign(List<String> settings) {
        Random random = new Random(SEED);
        try (ServerProcess server = new ServerProcess(folder, settings)) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            long charged = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                long after = random.nextLong(50, 2_500);
                charged += killed(server, visitor, "room-" + kill, after);
                IO.println("kill %d of %d, %d ms into the round: held".formatted(kill, KILLS, after));
            }
            var credits = visitor.get("/api/credits");
            assertThat(credits.path("spent").asLong()).isEqualTo(charged);
            assertThat(credits.path("held").asLong()).isZero();
        }
    }

    /** One room, killed once; answers the credits that it was charged. */
    private static long killed(ServerProcess server, Visitor visitor, String room, long after) {
        visitor.startRoom(room, 2, TURNS);
        Recorder recorder = new Recorder(server, visitor, room);
        Thread watching = recorder.watching();
        ServerProcess.pause(after);
        server.kill();
        join(watching);

        server.start();
        visitor.awaitRest(room, TURNS);
        recorder.watch(it ->
                it.event().equals("turn-charged") && it.data().path("turn").asInt() == TURNS);

        List<Recorder.Frame> frames = recorder.frames();
        Recorder later = new Recorder(server, visitor, room);
        later.watch(KillTest::last);
        assertThat(recorded(frames))
                .as("what was seen live is what was recorded")
                .isEqualTo(recorded(later.frames()));
        Invariants.contiguous(frames);
        Invariants.textIsWhole(frames);
        Invariants.turnsAreExact(frames, TURNS);
        return Invariants.charges(frames);
    }

    private static boolean last(Recorder.Frame frame) {
        return frame.event().equals("turn-charged") && frame.data().path("turn").asInt() == TURNS;
    }

    private static List<String> recorded(List<Recorder.Frame> frames) {
        return frames.stream()
                .filter(it -> !it.event().equals("delta"))
                .map(it -> it.sequence() + " " + it.event() + " " + it.data())
                .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
