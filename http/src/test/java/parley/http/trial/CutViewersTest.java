package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Viewers whose lines are cut at random bytes, on every address that streams, while a room talks and while it rests: what
 * each has seen in the end is what is recorded, once and in order. {@code -Dparley.cuts=10000} for the whole campaign,
 * {@code -Dparley.cuts.seed=N} for the same cuts again.
 */
@Tag("campaign")
class CutViewersTest {
    private static final int CUTS = Integer.getInteger("parley.cuts", 80);
    private static final long SEED = Long.getLong("parley.cuts.seed", 20_261_121);
    private static final int ENOUGH_FOR_EVERY_PLACE = 2_000;
    private static final int ROOMS_AT_ONCE = 4;
    private static final int WATCHERS = 2;
    private static final int ROUNDS = 2;
    private static final int TURNS = 2;

    /** Turns of a long round: two of them are more than one page of the journal. */
    private static final int LONG_TURNS = 15;

    private static final int ROOMS_A_LONG_ONE = 41;
    private static final int LONGEST_GAP = 3;
    private static final int TRIES = 10_000;

    @TempDir
    Path folder;

    private final Cuts cuts = new Cuts();

    @Test
    void see_everything_once_and_in_order() throws IOException {
        campaign(List.of());
    }

    @Test
    void see_everything_once_and_in_order_where_hardly_anything_is_kept_for_them() throws IOException {
        campaign(List.of("parley.conversation.viewer-window=2"));
    }

    private void campaign(List<String> settings) throws IOException {
        long begin = System.nanoTime();
        AtomicInteger rooms = new AtomicInteger();
        try (Upstream upstream = new Upstream(new Babble(SEED, LONGEST_GAP));
                ServerProcess server = new ServerProcess(folder, all(settings, upstream))) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            Runnable worker = () -> {
                while (cuts.made() < CUTS) room(server, visitor, rooms.incrementAndGet());
            };
            Together.run(Collections.nCopies(ROOMS_AT_ONCE, worker));
            assertThat(upstream.begun()).as("answers in the smallest pieces").isGreaterThanOrEqualTo(ROUNDS * TURNS);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        IO.println(
                "%d cuts in %d rooms in %d s: %s".formatted(cuts.made(), rooms.get(), took.toSeconds(), cuts.places()));
        if (cuts.made() >= ENOUGH_FOR_EVERY_PLACE)
            assertThat(cuts.places())
                    .as("places of cuts")
                    .containsKeys(Stream.of(WireReader.Place.values())
                            .filter(it -> it != WireReader.Place.END)
                            .toArray(WireReader.Place[]::new));
    }

    private static List<String> all(List<String> settings, Upstream upstream) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(upstream.settings());
        all.addAll(List.of(
                "parley.user.welcome-credits=1000000000",
                "parley.models.scripted.shortest-gap=0ms",
                "parley.models.scripted.longest-gap=" + LONGEST_GAP + "ms"));
        return all;
    }

    private void room(ServerProcess server, Visitor visitor, int number) {
        try {
            played(server, visitor, number, new Random(new SplittableRandom(SEED + number).nextLong()));
        } catch (AssertionError broken) {
            throw new AssertionError(
                    "room %d, again with -Dparley.cuts.seed=%d: %s".formatted(number, SEED, broken.getMessage()),
                    broken);
        }
    }

    private void played(ServerProcess server, Visitor visitor, int number, Random random) {
        String room = "room-" + number;
        String model = number % 2 == 0 ? "scripted/demo" : "openai/trial";
        int turns = number % ROOMS_A_LONG_ONE == 0 ? LONG_TURNS : TURNS;
        Predicate<Frame> end = endOf(ROUNDS * turns);
        CutViewer host = viewer(server, visitor, room, random);
        List<CutViewer> viewers = new ArrayList<>(List.of(host));
        List<Runnable> tasks = new ArrayList<>(List.of(() -> host(host, room, model, turns)));
        for (int watcher = 0; watcher < WATCHERS; watcher++) {
            CutViewer viewer = viewer(server, visitor, room, random);
            viewers.add(viewer);
            tasks.add(() -> {
                awaitRoom(visitor, room);
                viewer.watch(end);
            });
        }
        Together.run(tasks);

        CutViewer late = viewer(server, visitor, room, random);
        late.watch(end);
        viewers.add(late);
        Seen whole = viewer(server, visitor, room, random).watchWhole(end);
        for (CutViewer it : viewers) {
            assertThat(it.seen().recorded()).isEqualTo(whole.recorded());
            assertThat(it.seen().turns()).isEqualTo(whole.turns());
        }
        assertThat(whole.recorded().stream().filter(it -> it.contains(" message-said ")))
                .as("messages, each sent more than once")
                .hasSize(ROUNDS);
        isTheRoom(visitor.get("/api/v1/conversations/" + room), whole);
    }

    private CutViewer viewer(ServerProcess server, Visitor visitor, String room, Random random) {
        return new CutViewer(server, visitor, room, new Random(random.nextLong()), cuts);
    }

    /** Opens the room and says everything that is said in it, and reads the answers to that. */
    private static void host(CutViewer host, String room, String model, int turns) {
        Map<String, Object> opening = Map.of(
                "id",
                room,
                "title",
                "Über 🦊",
                "agents",
                List.of(agent("Zoë 🦊", model), agent("Łukasz", model)),
                "message",
                "Grüße 🏊🏽! Should we build a café or a pool 🏊?",
                "turns",
                turns);
        host.post("/api/v1/conversations", opening, endOf(turns));
        for (int round = 2; round <= ROUNDS; round++) {
            Map<String, Object> message =
                    Map.of("id", "again-" + round, "text", "Warum? 𝒳 sagt: “naïve”.", "turns", turns);
            host.post("/api/v1/conversations/" + room + "/messages", message, endOf(round * turns));
        }
    }

    private static Map<String, String> agent(String name, String model) {
        String persona = "You are a fox 🦊. You want to coöperate. You say \"Ça va 日本語 👩‍👩‍👧 𝒳, mon ami 🦊🦊!\"";
        return Map.of("name", name, "persona", persona, "model", model, "voice", "none/none");
    }

    private static void awaitRoom(Visitor visitor, String room) {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                visitor.get("/api/v1/conversations/" + room);
                return;
            } catch (IllegalStateException notYet) {
                ServerProcess.pause(1);
            }
        }
        throw new AssertionError(room + " was never opened");
    }

    /** The last thing that is recorded of a round that ends with this turn. */
    private static Predicate<Frame> endOf(int turn) {
        return it -> it.event().equals("turn-charged") && it.number("turn") == turn;
    }

    /** What is shown of a room at rest is the same again. */
    private static void isTheRoom(JsonNode shown, Seen seen) {
        Map<Integer, String> turns = new TreeMap<>();
        for (JsonNode line : shown.path("lines"))
            if (line.path("turn").asInt() > 0)
                turns.put(line.path("turn").asInt(), line.path("text").asText());
        assertThat(turns).isEqualTo(seen.turns());
        assertThat(shown.path("cursor").asText()).isEqualTo(seen.cursor());
    }
}
