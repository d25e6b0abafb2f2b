package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some servers, one PostgreSQL: a room is on one of them, its viewers are on all, and the one that has it ends. */
class ClusterTest {
    private static final int MOST_TURNS = 50;
    private static final Spoken ANSWER = new Spoken(8, 6, 25);

    /** On one quiet machine a loss may be noticed sooner than between machines. */
    private static final List<String> HASTE = List.of(
            "pekko.cluster.failure-detector.acceptable-heartbeat-pause=1500ms",
            "pekko.cluster.split-brain-resolver.stable-after=2s");

    @TempDir
    Path folder;

    @Test
    @Tag("campaign")
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
        try (Postgres postgres = Postgres.on(Ground.LOOPBACK);
                Upstream upstream = new Upstream(ANSWER)) {
            List<String> settings = new ArrayList<>(HASTE);
            settings.addAll(postgres.settings());
            Stay stay;
            try (Fleet fleet = new Fleet(Program.PARLEY, folder, size, upstream, settings)) {
                fleet.start();
                stay = watched(fleet, upstream, end);
            }
            try (Books books = postgres.books()) {
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
                viewers.stream().map(it -> it.watching(new Closing())).toList();
        int place = Fleet.number(upstream.nextAnswer());
        ServerProcess lost = fleet.server(place);
        Wanderer elsewhere = viewers.get((place + 1) % size);
        while (spoken(elsewhere) < 2) ServerProcess.pause(10);

        long ended = System.nanoTime();
        end.accept(lost);
        ServerProcess next = other(fleet, upstream, lost);
        IO.println("from its end to the next question to the model elsewhere: %d ms"
                .formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended)));

        visitor.at(next).post("/api/v1/conversations/tea/stop", Map.of());
        watching.forEach(ClusterTest::join);
        assertThat(viewers.get(place).visited())
                .as("viewers of the lost server go elsewhere")
                .hasSizeGreaterThan(1);
        assertThat(elsewhere.visited()).as("viewers of another stay").hasSize(1);
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
                Map.of("id", "tea", "agents", List.of(agent), "message", Visitor.OPENING, "turns", MOST_TURNS));
    }

    private static long spoken(Wanderer viewer) {
        return viewer.recorder().frames().stream()
                .filter(it -> it.event().equals("sentence-spoken"))
                .count();
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
