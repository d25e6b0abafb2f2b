package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers, one PostgreSQL: a room is on one of them, its viewers are on all, and the one that has it is killed. */
class ClusterTest {
    private static final int TURNS = 2;
    private static final int SENTENCES = 25;
    private static final int WORDS = 6;
    private static final int GAP = 25;

    /** On one quiet machine a loss may be noticed sooner than between machines. */
    private static final List<String> HASTE = List.of(
            "pekko.cluster.failure-detector.acceptable-heartbeat-pause=1500ms",
            "pekko.cluster.split-brain-resolver.stable-after=2s",
            "pekko.cluster.down-removal-margin=1s",
            "parley.cluster.wake-after.0=200ms",
            "parley.cluster.wake-after.1=1s",
            "parley.cluster.wake-after.2=3s");

    @TempDir
    Path folder;

    @Test
    void a_room_whose_server_is_killed_goes_on_at_another_and_its_viewers_miss_nothing()
            throws IOException, SQLException {
        lost(3, ServerProcess::kill);
    }

    @Test
    void a_room_whose_server_is_told_to_stop_goes_on_at_another_and_its_viewers_miss_nothing()
            throws IOException, SQLException {
        lost(2, ServerProcess::terminate);
    }

    private void lost(int size, Consumer<ServerProcess> end) throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Upstream upstream = new Upstream(ClusterTest::say)) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            List<String> settings = new ArrayList<>(HASTE);
            settings.add("parley.database.url=" + url);
            settings.add("parley.database.user=postgres");
            Stay stay;
            try (Fleet fleet = new Fleet(Program.PARLEY, folder, size, upstream, settings)) {
                fleet.start();
                stay = watched(fleet, upstream, end);
            }
            try (Books books = Books.at(url, "postgres")) {
                assertThat(Invariants.broken(books.evidence(stay))).isEmpty();
            }
        }
    }

    private static Stay watched(Fleet fleet, Upstream upstream, Consumer<ServerProcess> end) {
        int size = fleet.servers().size();
        Visitor visitor = new Visitor(fleet.server(0));
        visitor.register();
        open(visitor);
        List<Wanderer> viewers = IntStream.range(0, size)
                .mapToObj(it -> new Wanderer(fleet, it, visitor, "tea"))
                .toList();
        List<Thread> watching =
                viewers.stream().map(it -> it.watching(ClusterTest::last)).toList();
        ServerProcess lost = fleet.asking(upstream.nextAnswer());
        int place = fleet.servers().indexOf(lost);
        Wanderer elsewhere = viewers.get((place + 1) % size);
        while (spoken(elsewhere) < 3) ServerProcess.pause(10);

        long ended = System.nanoTime();
        end.accept(lost);
        ServerProcess next = other(fleet, upstream, lost);
        IO.println("from its end to the next question to the model elsewhere: %d ms"
                .formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended)));

        watching.forEach(ClusterTest::join);
        assertThat(viewers.get(place).visited())
                .as("viewers of the lost server go elsewhere")
                .hasSizeGreaterThan(1);
        assertThat(elsewhere.visited()).as("viewers of another stay").hasSize(1);
        lost.awaitEnd(Duration.ofSeconds(60));
        long spent = visitor.at(next).get("/api/v1/credits").path("spent").asLong();
        List<Evidence.View> views = viewers.stream()
                .map(it -> new Evidence.View(0, it.recorder().frames()))
                .toList();
        return new Stay("ada", List.of(new Stay.Room("tea", views, Map.of("first", Visitor.OPENING))), spent);
    }

    /** Which server asks the model next, those passed over that the lost one had still asked for. */
    private static ServerProcess other(Fleet fleet, Upstream upstream, ServerProcess lost) {
        ServerProcess next = fleet.asking(upstream.nextAnswer());
        return next == lost ? other(fleet, upstream, lost) : next;
    }

    private static void open(Visitor visitor) {
        Map<String, String> agent =
                Map.of("name", "Echo", "persona", "You talk.", "model", "openai/trial", "voice", "none/none");
        visitor.post(
                "/api/v1/conversations",
                Map.of("id", "tea", "agents", List.of(agent), "message", Visitor.OPENING, "turns", TURNS));
    }

    private static void say(Upstream.Answer answer) throws IOException {
        for (int word = 1; word <= SENTENCES * WORDS && !answer.left().isDone(); word++) {
            answer.say(word % WORDS == 0 ? "tea. " : "More ");
            ServerProcess.pause(GAP);
        }
        answer.end();
    }

    private static long spoken(Wanderer viewer) {
        return viewer.recorder().frames().stream()
                .filter(it -> it.event().equals("sentence-spoken"))
                .count();
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
