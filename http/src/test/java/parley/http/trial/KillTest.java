package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in mid-reply, over and over, on a real process. {@code -Dparley.kills=50} for the whole campaign, {@code
 * -Dparley.kills.seed=N} for the same points again.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("parley.kills", 1);
    private static final long SEED = Long.getLong("parley.kills.seed", 20_261_121);
    private static final int TURNS = 3;

    @TempDir
    Path folder;

    @Test
    void a_killed_room_goes_on_by_itself_and_ends_exactly_on_the_embedded_database() throws IOException, SQLException {
        campaign(List.of(), () -> Books.embedded(folder));
    }

    @Test
    @Tag("campaign")
    void a_killed_room_goes_on_by_itself_and_ends_exactly_on_postgresql() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            campaign(
                    List.of("parley.database.url=" + url, "parley.database.user=postgres"),
                    () -> Books.at(url, "postgres"));
        }
    }

    private void campaign(List<String> settings, Books.Place books) throws IOException, SQLException {
        Random random = new Random(SEED);
        try (ServerProcess server = new ServerProcess(folder, settings)) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            List<Stay.Room> rooms = new ArrayList<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                long after = random.nextLong(50, 2_500);
                rooms.add(killed(server, visitor, "room-" + kill, after));
                IO.println("kill %d of %d, %d ms into the round: held".formatted(kill, KILLS, after));
            }
            long spent = visitor.get("/api/v1/credits").path("spent").asLong();
            server.kill();
            try (Books open = books.open()) {
                assertThat(Invariants.broken(open.evidence(new Stay("ada", rooms, spent))))
                        .isEmpty();
            }
        }
    }

    /** One room, killed once and seen to its end. */
    private static Stay.Room killed(ServerProcess server, Visitor visitor, String room, long after) {
        visitor.startRoom(room, 2, TURNS);
        Recorder recorder = new Recorder(server, visitor, room);
        Thread watching = recorder.watching();
        ServerProcess.pause(after);
        server.kill();
        join(watching);

        server.start();
        visitor.awaitRest(room, TURNS);
        recorder.watch(KillTest::last);
        Recorder later = new Recorder(server, visitor, room);
        later.watch(KillTest::last);
        return new Stay.Room(
                room,
                List.of(new Evidence.View(0, recorder.frames()), new Evidence.View(0, later.frames())),
                Map.of("first", Visitor.OPENING));
    }

    private static boolean last(Recorder.Frame frame) {
        return frame.event().equals("turn-charged") && frame.data().path("turn").asInt() == TURNS;
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
