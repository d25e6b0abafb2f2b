package parley.http.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import parley.http.main.FailPoint;

/** A person with several rooms at once, who does each step again until it is answered, however often the server dies. */
final class Guest {
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
    /** Longer than any campaign lets a guest wait; how long that is depends on how often the server dies. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int SOON = 30;
    private static final int ROOMS = 3;
    private static final int AGENTS = 2;
    private static final int MOST_TURNS = 3;

    private final String name;
    private final Visitor visitor;
    private final ServerProcess server;
    private final SplittableRandom random;
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    Guest(ServerProcess server, String name, long seed) {
        this.server = server;
        this.name = name;
        this.visitor = new Visitor(server);
        this.random = new SplittableRandom(seed);
    }

    /** What each room still waits for. */
    @Override
    public String toString() {
        return name + " waiting for " + waiting;
    }

    /** The whole stay, from signing up to the last look at the bill. */
    Stay stay() {
        SplittableRandom addresses = random.split();
        // An address whose sign-up was not answered may be taken; the next one is not.
        insist(() -> visitor.register(name + "-" + addresses.nextInt(1_000_000) + "@example.org"));
        List<CompletableFuture<List<Stay.Room>>> rooms = IntStream.rangeClosed(1, ROOMS)
                .mapToObj(it -> new Hosting(name + "-room-" + it, random.split()))
                .map(it -> CompletableFuture.supplyAsync(it::host, THREADS))
                .toList();
        List<Stay.Room> hosted = rooms.stream()
                .map(CompletableFuture::join)
                .flatMap(List::stream)
                .toList();
        long spent = insist(() -> visitor.get("/api/v1/credits")).path("spent").asLong();
        return new Stay(name, hosted, spent);
    }

    /** Again until answered; a refusal is an answer. */
    private static <T> T insist(Supplier<T> step) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return step.get();
            } catch (Visitor.Unanswered notYet) {
                if (System.nanoTime() > end) throw notYet;
                ServerProcess.pause(SOON);
            }
        }
    }

    /** One room: two rounds, one viewer from the start, one who comes in between, one who looks at the end. */
    private final class Hosting {
        private final String room;
        private final SplittableRandom random;
        private final Map<String, String> acknowledged = new TreeMap<>();
        private final boolean faithful;

        Hosting(String room, SplittableRandom random) {
            this.room = room;
            this.random = random;
            this.faithful = random.nextBoolean();
        }

        /** The room, and its fork where there are such. */
        List<Stay.Room> host() {
            String opening = "What is a good day in " + room + "?";
            int turns = turns();
            waiting.put(room, "its opening");
            insist(() -> visitor.open(room, AGENTS, turns, opening));
            acknowledged.put("first", opening);
            Recorder first = new Recorder(server, visitor, room);
            waiting.put(room, turns + " turns");
            follow(first, 1);

            say("second");
            Recorder second = new Recorder(server, visitor, room);
            CompletableFuture<Void> joined = CompletableFuture.runAsync(() -> follow(second, 2), THREADS);
            CompletableFuture<List<Stay.Room>> forked = CompletableFuture.supplyAsync(
                    () -> forked(first.frames().getLast().sequence()), THREADS);
            follow(first, 2);
            joined.join();
            List<Stay.Room> rooms = new ArrayList<>(forked.join());
            rooms.addFirst(told(List.of(first, second), 2));
            return rooms;
        }

        /** A room that begins somewhere in the past of this one, which goes on meanwhile. */
        private List<Stay.Room> forked(long last) {
            if (!FailPoint.forks()) return List.of();
            long at = random.nextLong(1, last + 1);
            Hosting fork = new Hosting("fork-" + room, random.split());
            waiting.put(fork.room, "its beginning after event " + at);
            insist(() -> visitor.fork(room, fork.room, at));
            fork.say("other");
            Recorder viewer = new Recorder(server, visitor, fork.room);
            fork.follow(viewer, 0);
            return List.of(fork.told(List.of(viewer), 0));
        }

        private void say(String message) {
            String text = "And what is a good night in " + room + "?";
            int turns = turns();
            waiting.put(room, "its message " + message);
            insist(() -> visitor.say(room, message, text, turns));
            acknowledged.put(message, text);
            waiting.put(room, turns + " more turns");
        }

        private Stay.Room told(List<Recorder> viewers, int round) {
            List<Recorder> all = new ArrayList<>(viewers);
            Recorder later = new Recorder(server, visitor, room);
            follow(later, round);
            all.add(later);
            waiting.remove(room);
            return new Stay.Room(
                    room,
                    all.stream().map(it -> new Evidence.View(0, it.frames())).toList(),
                    acknowledged);
        }

        private int turns() {
            return random.nextInt(1, MOST_TURNS + 1);
        }

        /** Watches until a round, or any where it is 0, is over and paid. Who is not faithful stays away after a break. */
        private void follow(Recorder recorder, int round) {
            recorder.watch(frame -> turning(frame) && over(recorder, round));
            while (!over(recorder, round)) {
                if (!faithful) stayAway();
                ServerProcess.pause(SOON);
                recorder.watch(frame -> turning(frame) && over(recorder, round));
            }
        }

        /** By the list alone: nobody asks the room, so it must go on by itself. */
        private void stayAway() {
            while (insist(() -> visitor.listed(room)).path("running").asBoolean()) ServerProcess.pause(SOON);
        }

        private static boolean turning(Recorder.Frame frame) {
            return frame.event().equals("round-ended") || frame.event().equals("turn-charged");
        }

        private static boolean over(Recorder recorder, int round) {
            List<Recorder.Frame> frames = recorder.frames();
            boolean ended = frames.stream()
                    .filter(it -> it.event().equals("round-ended"))
                    .anyMatch(it -> round == 0 || it.data().path("round").asInt() == round);
            return ended && turns(frames, "turn-started") == turns(frames, "turn-charged");
        }

        private static long turns(List<Recorder.Frame> frames, String event) {
            return frames.stream()
                    .filter(it -> it.event().equals(event))
                    .map(it -> it.data().path("turn").asInt())
                    .distinct()
                    .count();
        }
    }
}
