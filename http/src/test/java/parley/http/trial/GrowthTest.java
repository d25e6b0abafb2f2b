package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a house costs that has grown: forks anywhere, many rooms in one journal, a long room that wakes, very many that
 * sleep. {@code -Dparley.forks=500 -Dparley.rooms=1000 -Dparley.events=10000
 * -Dparley.sleepers=100000} for the full size; the second and the third, which start many processes, only then.
 */
class GrowthTest {
    private static final int FORKS = Integer.getInteger("parley.forks", 8);
    private static final int ROOMS = Integer.getInteger("parley.rooms", 0);
    private static final int EVENTS = Integer.getInteger("parley.events", 0);
    private static final int RESTARTS = Integer.getInteger("parley.restarts", 3);
    private static final int SLEEPERS = Integer.getInteger("parley.sleepers", 500);
    private static final int LANES = 32;
    private static final int TURNS = 2;
    private static final int MOST_TURNS = 200;
    private static final int EVENTS_A_TURN = 7;
    private static final int SAMPLE = 10;
    /** So many rooms or more tell a byte a room from noise. */
    private static final int ENOUGH = 50_000;

    private static final long MOST_BYTES = 100;
    private static final String CONVERSATION = "parley.engine.conversation.Conversation";
    private static final List<String> AT_ONCE =
            List.of("parley.models.scripted.shortest-gap=0ms", "parley.models.scripted.longest-gap=0ms");

    @TempDir
    Path folder;

    @Test
    void forks_anywhere_and_leaves_the_parent_as_it_was() {
        try (ServerProcess server = new ServerProcess(folder, AT_ONCE)) {
            Visitor visitor = moveIn(server);
            long events = talked(server, visitor, "parent", FORKS);
            for (int at = 1; at <= FORKS; at++) fork(visitor, at);
            JsonNode before = verified(visitor, "parent");

            List<Long> nanos = new ArrayList<>();
            List<String> forks = new ArrayList<>();
            for (int at = 1; at <= FORKS; at++) {
                long begun = System.nanoTime();
                JsonNode fork = fork(visitor, at);
                nanos.add(System.nanoTime() - begun);
                forks.add(fork.path("id").asText());
                assertThat(told(fork))
                        .as("lines of a fork after event %d", at)
                        .isEqualTo(told(visitor.get("/api/v1/conversations/parent?at=" + at)));
            }

            assertThat(verified(visitor, "parent")).isEqualTo(before);
            for (int fork = 0; fork < forks.size(); fork += Math.max(1, FORKS / SAMPLE))
                verified(visitor, forks.get(fork));
            Figures figures = new Figures(nanos);
            IO.println("%d forks of a room of %d events: p50 %.1f ms, p95 %.1f ms, most %.1f ms"
                    .formatted(FORKS, events, figures.millis(50), figures.millis(95), figures.millis(100)));
        }
    }

    @Test
    void proves_and_replays_all_that_was_said_with_no_network() {
        assumeTrue(ROOMS > 0, "skipped: -Dparley.rooms=1000 runs it");
        Map<String, String> streams = new ConcurrentHashMap<>();
        try (ServerProcess server = new ServerProcess(folder, AT_ONCE)) {
            Visitor visitor = moveIn(server);
            inLanes(ROOMS, room -> {
                String id = visitor.startRoom("room-" + room, 2, TURNS);
                awaitCharged(new Recorder(server, visitor, id), TURNS);
                streams.put(id, verified(visitor, id).path("stream").asText());
            });
        }
        CommandLine command = new CommandLine(folder);
        if (command.walled()) assertThat(command.interfaces()).containsOnly("lo");

        CommandLine.Told proof = command.parley("verify", "--all", "--json");
        CommandLine.Told first = command.parley("replay", "--all", "--instant", "--quiet");
        CommandLine.Told second = command.parley("replay", "--all", "--instant", "--quiet");

        assertThat(proof.code()).as(proof.errors()).isZero();
        assertThat(proof.lines()).hasSize(ROOMS + 1);
        assertThat(proof.lines().getLast()).contains("\"conversations\":" + ROOMS + ",", "\"findings\":0");
        assertThat(first.code()).as(first.errors()).isZero();
        assertThat(second.lines()).isEqualTo(first.lines()).hasSize(ROOMS);
        assertThat(first.lines()).allSatisfy(line -> {
            String[] print = line.split("  ", -1);
            assertThat(print[0]).isEqualTo(streams.get(print[2]));
        });
        IO.println("%d rooms %s: verified in %d ms, replayed in %d and %d ms; %s"
                .formatted(
                        ROOMS,
                        command.walled() ? "with the network off" : "with the network on, for want of unshare",
                        proof.took().toMillis(),
                        first.took().toMillis(),
                        second.took().toMillis(),
                        proof.lines().getLast()));
    }

    @Test
    void wakes_a_long_room_from_its_snapshot_and_without() throws SQLException {
        assumeTrue(EVENTS > 0, "skipped: -Dparley.events=10000 runs it");
        try (ServerProcess server = new ServerProcess(folder, AT_ONCE)) {
            Visitor visitor = moveIn(server);
            for (String small : List.of("first", "small")) talked(server, visitor, small, 1);
            long events = talked(server, visitor, "long", EVENTS);
            JsonNode before = visitor.get("/api/v1/conversations/long");

            Waking kept = waking(server, visitor, before);
            server.kill();
            assertThat(withoutSnapshots("Conversation|long")).as("snapshots").isPositive();
            Waking folded = waking(server, visitor, before);
            server.kill();
            assertThat(withoutSnapshots("Conversation|long"))
                    .as("snapshots since")
                    .isZero();

            IO.println(
                    "a room of %d events wakes from its snapshot: %s%nand without: %s".formatted(events, kept, folded));
        }
    }

    @Test
    @Tag("campaign")
    void forgets_rooms_that_sleep() {
        try (ServerProcess server = new ServerProcess(folder, List.of("parley.conversation.idle=2s"))) {
            Visitor visitor = moveIn(server);
            // The database keeps pages in memory up to a bound; it is to be full before anything is counted.
            sleeping(server, visitor, "early-", SLEEPERS / 4);
            Heap before = Heap.of(server);

            long begun = System.nanoTime();
            sleeping(server, visitor, "late-", SLEEPERS);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);

            Heap after = Heap.of(server);
            assertThat(after.objects(CONVERSATION)).isZero();
            long grown = (after.kilobytes() - before.kilobytes()) * 1_024;
            IO.println("%d rooms opened and asleep in %d s: heap %d KiB before, %d KiB after, %.1f bytes a room"
                    .formatted(SLEEPERS, seconds, before.kilobytes(), after.kilobytes(), grown / (double) SLEEPERS));
            if (SLEEPERS >= ENOUGH)
                assertThat(grown)
                        .as("bytes; held before%n%s%nand after%n%s", before.most(), after.most())
                        .isLessThan(MOST_BYTES * SLEEPERS);
        }
    }

    private static Visitor moveIn(ServerProcess server) {
        server.start();
        Visitor visitor = new Visitor(server);
        visitor.register();
        return visitor;
    }

    /** Lets agents talk until a room has so many events or a little more; answers how many it has. */
    private static long talked(ServerProcess server, Visitor visitor, String room, int events) {
        int turns = 1;
        visitor.startRoom(room, 2, turns);
        Recorder recorder = new Recorder(server, visitor, room);
        awaitCharged(recorder, turns);
        while (recorder.frames().getLast().sequence() < events) {
            long missing = events - recorder.frames().getLast().sequence();
            int more = Math.clamp(missing / EVENTS_A_TURN, 1, MOST_TURNS);
            turns += more;
            visitor.say(room, "Go on.", more);
            awaitCharged(recorder, turns);
        }
        return recorder.frames().getLast().sequence();
    }

    /** Nothing is recorded after a round's last turn was charged. */
    private static void awaitCharged(Recorder recorder, int turn) {
        recorder.watch(it ->
                it.event().equals("turn-charged") && it.data().path("turn").asInt() == turn);
        assertThat(recorder.frames()).isNotEmpty();
        assertThat(recorder.frames().getLast().data().path("turn").asInt()).isEqualTo(turn);
    }

    private static JsonNode fork(Visitor visitor, int at) {
        return visitor.post("/api/v1/conversations/parent/fork", Map.of("at", at));
    }

    /** Who has said what; of a turn that has said nothing yet, nothing. */
    private static List<String> told(JsonNode room) {
        return StreamSupport.stream(room.path("lines").spliterator(), false)
                .filter(it -> !it.path("text").asText().isEmpty())
                .map(it -> it.path("agent").asText() + ": " + it.path("text").asText())
                .toList();
    }

    private static JsonNode verified(Visitor visitor, String room) {
        JsonNode proof = visitor.get("/api/v1/conversations/" + room + "/verify");
        assertThat(proof.path("holds").asBoolean()).as(proof.toString()).isTrue();
        return proof;
    }

    /** How long a room's first answer took, that of a small room, and a second one of the room that is awake by then. */
    private record Waking(Figures first, Figures small, Figures again) {
        @Override
        public String toString() {
            return "%.1f ms, a small one %.1f ms, the difference %.1f ms; asked again, awake, %.1f ms (medians of %d)"
                    .formatted(
                            first.millis(50),
                            small.millis(50),
                            first.millis(50) - small.millis(50),
                            again.millis(50),
                            RESTARTS);
        }
    }

    private static Waking waking(ServerProcess server, Visitor visitor, JsonNode before) {
        List<Long> first = new ArrayList<>();
        List<Long> small = new ArrayList<>();
        List<Long> again = new ArrayList<>();
        for (int restart = 0; restart < RESTARTS; restart++) {
            server.kill();
            server.start();
            // The very first answer waits for the cluster; whoever comes second is told of rooms alone.
            visitor.get("/api/v1/conversations/first");
            small.add(nanos(() -> visitor.get("/api/v1/conversations/small")));
            first.add(nanos(
                    () -> assertThat(visitor.get("/api/v1/conversations/long")).isEqualTo(before)));
            again.add(nanos(() -> visitor.get("/api/v1/conversations/long")));
        }
        return new Waking(new Figures(first), new Figures(small), new Figures(again));
    }

    private static long nanos(Runnable task) {
        long begun = System.nanoTime();
        task.run();
        return System.nanoTime() - begun;
    }

    /** Takes all snapshots of an actor away; answers how many there were. */
    private int withoutSnapshots(String persistenceId) throws SQLException {
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("parley");
        try (Connection connection = DriverManager.getConnection(url, "parley", "");
                var delete = connection.prepareStatement("DELETE FROM \"snapshot\" WHERE \"persistence_id\" = ?")) {
            delete.setString(1, persistenceId);
            return delete.executeUpdate();
        }
    }

    /** Opens so many rooms and waits until all sleep. */
    private static void sleeping(ServerProcess server, Visitor visitor, String name, int rooms) {
        Map<String, String> agent =
                Map.of("name", "Ada", "persona", "You are brief.", "model", "scripted/demo", "voice", "none/none");
        inLanes(
                rooms,
                room -> visitor.post(
                        "/api/v1/conversations",
                        Map.of("id", name + room, "title", name + room, "agents", List.of(agent))));
        while (server.alive(CONVERSATION) > 0) ServerProcess.pause(250);
    }

    private static void inLanes(int count, IntConsumer each) {
        Together.run(IntStream.range(0, LANES)
                .mapToObj(lane -> (Runnable) () -> {
                    for (int it = lane; it < count; it += LANES) each.accept(it);
                })
                .toList());
    }
}
