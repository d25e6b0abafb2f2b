package parley.http.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final String name;
    private final Visitor visitor;
    private final List<Seat> seats = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> silences = new ConcurrentLinkedQueue<>();

    Hall(Fleet fleet) {
        this(fleet, "hall");
    }

    /** One of several: its rooms have this name with a number each, and somebody of this name pays for them. */
    Hall(Fleet fleet, String name) {
        this.fleet = fleet;
        this.name = name;
        this.visitor = new Visitor(fleet.server(0));
        visitor.register(name + "@example.org");
    }

    /** Opens so many rooms and begins to watch them. */
    void open(int rooms) {
        for (int i = 0; i < rooms; i++) {
            String room = name + "-" + i;
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

    /** For each viewer how long it heard nothing when that was longest, be the reason its room or its own line. */
    Figures gaps() {
        return new Figures(seats.stream().map(it -> it.gap).toList());
    }

    /** Both in one line. */
    String told() {
        return "silence until rooms spoke again: p50 %.1f s, p95 %.1f s, p99 %.1f s, most %.1f s of %d; longest gap of a viewer: p50 %.1f s, p95 %.1f s, most %.1f s of %d"
                .formatted(
                        silences().millis(50) / 1000,
                        silences().millis(95) / 1000,
                        silences().millis(99) / 1000,
                        silences().millis(100) / 1000,
                        silences.size(),
                        gaps().millis(50) / 1000,
                        gaps().millis(95) / 1000,
                        gaps().millis(100) / 1000,
                        seats.size());
    }

    /** Whether every viewer has heard something since, by {@link System#nanoTime}. */
    boolean heardSince(long moment) {
        return seats.stream().allMatch(it -> it.ended || it.heard - moment > 0);
    }

    /** What a server answers to who says the first words of a room again: a status, or 0 where no answer comes soon. */
    int offered(ServerProcess server) {
        return visitor.at(server)
                .status(
                        "/api/v1/conversations/" + seats.getFirst().room + "/messages",
                        Map.of("id", "first", "text", Visitor.OPENING, "turns", MOST_TURNS));
    }

    /** Waits until something new has been stored in every room; answers how long each took from now. */
    Figures speaking() {
        long now = System.nanoTime();
        seats.forEach(it -> it.spoken = 0);
        while (seats.stream().anyMatch(it -> it.spoken == 0)) {
            if (System.nanoTime() - now > PATIENCE) throw new AssertionError("a room does not speak any more");
            ServerProcess.pause(SOON / 10);
        }
        return new Figures(seats.stream().map(it -> it.spoken - now).toList());
    }

    /** Stops all rooms and waits until everybody has seen them end. */
    Stay rest() {
        for (Seat seat : seats) insist(it -> it.post("/api/v1/conversations/" + seat.room + "/stop", Map.of()));
        for (Seat seat : seats)
            seat.over.orTimeout(PATIENCE, TimeUnit.NANOSECONDS).join();
        long spent = insist(it -> it.get("/api/v1/credits")).path("spent").asLong();
        return new Stay(name, seats.stream().map(Seat::told).toList(), spent);
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
        private final Closing closing = new Closing();
        private volatile long spoken;
        private boolean struck;
        private volatile long gap;
        private volatile long heard;
        private volatile boolean ended;

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
                    if (heard != 0) gap = Math.max(gap, now - heard);
                    heard = now;
                    if (frame.event().equals("sentence-spoken") && spoken == 0) spoken = now;
                }
                default -> {}
            }
            ended = closing.test(frame);
            return ended;
        }

        private Stay.Room told() {
            return new Stay.Room(
                    room, List.of(new Evidence.View(0, viewer.recorder().frames())), Map.of("first", Visitor.OPENING));
        }
    }
}
