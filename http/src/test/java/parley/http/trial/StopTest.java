package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stop means stop: the model's socket closes, every viewer is told and the hold comes back; and nothing but stop does it.
 * {@code -Dparley.stops=50} for figures.
 */
@Tag("campaign")
class StopTest {
    private static final int STOPS = Integer.getInteger("parley.stops", 3);
    private static final int TURNS = 3;
    private static final int VIEWERS = 3;
    private static final int PATIENCE = 30;
    private static final int MORE = 30;
    private static final int GAP = 5;
    private static final int BEFORE_SILENCE = 25;
    private static final int WORDS_A_SENTENCE = 8;

    /** How far the model is when it is stopped. */
    enum Moment {
        SPEAKING,
        SILENT_IN_MID_SENTENCE,
        NOT_YET_ANSWERING;

        void say(Upstream.Answer answer) throws IOException {
            int words = this == SPEAKING ? Integer.MAX_VALUE : this == NOT_YET_ANSWERING ? 0 : BEFORE_SILENCE;
            for (int word = 1; word <= words && !answer.left().isDone(); word++) {
                answer.say(word % WORDS_A_SENTENCE == 0 ? "stop. " : "never ");
                ServerProcess.pause(GAP);
            }
            answer.left().join();
        }

        Predicate<Frame> reached() {
            return this == NOT_YET_ANSWERING
                    ? it -> it.event().equals("turn-started")
                    : it -> it.event().equals("sentence-spoken");
        }
    }

    private record Arrived(Frame frame, long at) {}

    /** How long after the stop things happened. */
    private record Delays(List<Long> closed, List<Long> told, List<Long> credited) {}

    @TempDir
    Path folder;

    private int answers;
    private volatile Moment moment = Moment.SPEAKING;

    @Test
    void means_stop_and_nothing_else_does() throws IOException {
        try (Upstream upstream = new Upstream(it -> moment.say(it));
                ServerProcess server = new ServerProcess(folder, upstream.settings())) {
            server.start();
            Visitor visitor = new Visitor(server);
            visitor.register();
            leavesAndStopsNothing(server, visitor, upstream);
            for (Moment each : Moment.values()) {
                moment = each;
                endsTheModelTheRoundAndTheHold(server, visitor, upstream);
            }
            assertThat(upstream.begun()).as("answers begun, none after a stop").isEqualTo(answers);
        }
    }

    private void endsTheModelTheRoundAndTheHold(ServerProcess server, Visitor visitor, Upstream upstream) {
        Delays delays = new Delays(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int stop = 1; stop <= STOPS; stop++) {
            long before = visitor.get("/api/v1/credits").path("spent").asLong();
            String room = open(visitor);
            long charged = stopped(server, visitor, room, upstream.nextAnswer(), delays);
            assertThat(visitor.get("/api/v1/credits").path("held").asLong()).isZero();
            assertThat(visitor.get("/api/v1/credits").path("spent").asLong()).isEqualTo(before + charged);
        }
        IO.println("%d stops, model %s%n  its socket closed: %s%n  all viewers told: %s%n  credits back: %s"
                .formatted(
                        STOPS,
                        moment,
                        new Figures(delays.closed),
                        new Figures(delays.told),
                        new Figures(delays.credited)));
    }

    private void leavesAndStopsNothing(ServerProcess server, Visitor visitor, Upstream upstream) {
        String room = open(visitor);
        Upstream.Answer answer = upstream.nextAnswer();
        try (Watcher leaver = new Watcher(server, visitor, room, moment.reached(), _ -> {})) {
            leaver.awaitEnd();
        }

        int then = answer.said();
        while (answer.said() < then + MORE && !answer.left().isDone()) ServerProcess.pause(GAP);

        assertThat(answer.left()).as("left by the server").isNotDone();
        visitor.post("/api/v1/conversations/" + room + "/stop", Map.of());
        try (Watcher after = new Watcher(server, visitor, room, it -> it.event().equals("turn-charged"), _ -> {})) {
            after.awaitEnd();
        }
    }

    private String open(Visitor visitor) {
        String room = "room-" + ++answers;
        Map<String, String> agent =
                Map.of("name", "Echo", "persona", "You never end.", "model", "openai/trial", "voice", "none/none");
        visitor.post(
                "/api/v1/conversations",
                Map.of("id", room, "agents", List.of(agent), "message", "Tell me everything.", "turns", TURNS));
        return room;
    }

    /** Stops one room; answers what it was charged. */
    private long stopped(ServerProcess server, Visitor visitor, String room, Upstream.Answer answer, Delays delays) {
        List<BlockingQueue<Arrived>> viewers = new ArrayList<>();
        List<Watcher> watchers = new ArrayList<>();
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
            Seen seen = new Seen();
            viewers.add(arrived);
            watchers.add(new Watcher(server, visitor, room, it -> it.event().equals("turn-charged"), it -> {
                seen.take(it);
                arrived.add(new Arrived(it, System.nanoTime()));
            }));
        }
        for (BlockingQueue<Arrived> viewer : viewers) next(viewer, moment.reached());

        long begin = System.nanoTime();
        visitor.post("/api/v1/conversations/" + room + "/stop", Map.of());
        delays.closed.add(answer.left().orTimeout(PATIENCE, TimeUnit.SECONDS).join() - begin);

        long lastTold = begin;
        long lastCredited = begin;
        long charged = 0;
        for (BlockingQueue<Arrived> viewer : viewers) {
            next(viewer, it -> it.event().equals("turn-stopped"));
            Arrived ended = next(viewer, it -> it.event().equals("round-ended"));
            assertThat(ended.frame().json().path("ending").asText()).isEqualTo("STOPPED");
            Arrived paid = next(viewer, it -> it.event().equals("turn-charged"));
            charged = paid.frame().number("credits");
            lastTold = Math.max(lastTold, ended.at());
            lastCredited = Math.max(lastCredited, paid.at());
        }
        delays.told.add(lastTold - begin);
        delays.credited.add(lastCredited - begin);
        watchers.forEach(Watcher::awaitEnd);
        watchers.forEach(Watcher::close);
        return charged;
    }

    private static Arrived next(BlockingQueue<Arrived> viewer, Predicate<Frame> which) {
        try {
            while (true) {
                Arrived next = viewer.poll(PATIENCE, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError("a viewer was not told");
                if (which.test(next.frame())) return next;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
