package parley.http.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Rooms in which somebody always speaks, each with a viewer who goes from server to server as they come and go. */
final class Hall {
    private static final int MOST_TURNS = 200;
    private static final int SOON = 200;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final Fleet fleet;
    private final Visitor visitor;
    private final List<Seat> seats = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> silences = new ConcurrentLinkedQueue<>();

    Hall(Fleet fleet) {
        this.fleet = fleet;
        this.visitor = new Visitor(fleet.server(0));
        visitor.register();
    }

    /** Opens so many rooms and begins to watch them. */
    void open(int rooms) {
        for (int i = 0; i < rooms; i++) {
            String room = "hall-" + i;
            Map<String, String> agent =
                    Map.of("name", "Echo", "persona", "You talk.", "model", "openai/trial", "voice", "none/none");
            insist(it -> it.post(
                    "/api/v1/conversations",
                    Map.of("id", room, "agents", List.of(agent), "message", Visitor.OPENING, "turns", MOST_TURNS)));
            seats.add(new Seat(room, i % fleet.servers().size()));
        }
    }

    /** How long viewers heard nothing of a room each time that it lost an attempt at a turn, until it spoke again. */
    Figures silences() {
        return new Figures(List.copyOf(silences));
    }

    /** Stops all rooms and waits until everybody has seen them end. */
    Stay rest() {
        for (Seat seat : seats) insist(it -> it.post("/api/v1/conversations/" + seat.room + "/stop", Map.of()));
        for (Seat seat : seats)
            seat.over.orTimeout(PATIENCE, TimeUnit.NANOSECONDS).join();
        long spent = insist(it -> it.get("/api/v1/credits")).path("spent").asLong();
        return new Stay("ada", seats.stream().map(Seat::told).toList(), spent);
    }

    /** At one server after the other until one answers. */
    private <T> T insist(Function<Visitor, T> wish) {
        long end = System.nanoTime() + PATIENCE;
        for (int turn = 0; ; turn++) {
            try {
                return wish.apply(visitor.at(fleet.server(turn % fleet.servers().size())));
            } catch (Visitor.Unanswered notYet) {
                if (System.nanoTime() > end) throw notYet;
                ServerProcess.pause(SOON);
            }
        }
    }

    /** One room and its viewer. */
    private final class Seat {
        private final String room;
        private final Wanderer viewer;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final Set<Integer> unpaid = new HashSet<>();
        private boolean struck;
        private long heard;
        private boolean ended;

        Seat(String room, int first) {
            this.room = room;
            this.viewer = new Wanderer(fleet, first, visitor, room);
            Thread.ofVirtual().start(this::watch);
        }

        private void watch() {
            try {
                viewer.follow(this::last);
                over.complete(null);
            } catch (RuntimeException | AssertionError failure) {
                over.completeExceptionally(failure);
            }
        }

        /** Looks at each frame as it comes; answers whether it was the last. */
        private boolean last(Recorder.Frame frame) {
            switch (frame.event()) {
                case "turn-superseded" -> struck = true;
                case "delta", "sentence-spoken" -> {
                    long now = System.nanoTime();
                    if (struck) silences.add(now - heard);
                    struck = false;
                    heard = now;
                }
                case "turn-started" -> unpaid.add(turn(frame));
                case "turn-charged" -> unpaid.remove(turn(frame));
                case "round-ended" -> ended = true;
                default -> {}
            }
            return ended && unpaid.isEmpty();
        }

        private static int turn(Recorder.Frame frame) {
            return frame.data().path("turn").asInt();
        }

        private Stay.Room told() {
            return new Stay.Room(
                    room, List.of(new Evidence.View(0, viewer.recorder().frames())), Map.of("first", Visitor.OPENING));
        }
    }
}
