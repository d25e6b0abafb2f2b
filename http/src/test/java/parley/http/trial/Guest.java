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
        List<CompletableFuture<Stay.Room>> rooms = IntStream.rangeClosed(1, ROOMS)
                .mapToObj(it -> new Hosting(name + "-room-" + it, random.split()))
                .map(it -> CompletableFuture.supplyAsync(it::host, THREADS))
                .toList();
        List<Stay.Room> hosted = rooms.stream().map(CompletableFuture::join).toList();
        long spent = insist(() -> visitor.get("/api/credits")).path("spent").asLong();
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

        Stay.Room host() {
            String opening = "What is a good day in " + room + "?";
            int turns = turns();
            waiting.put(room, "its opening");
            insist(() -> visitor.open(room, AGENTS, turns, opening));
            acknowledged.put("first", opening);
            Recorder first = new Recorder(server, visitor, room);
            waiting.put(room, turns + " turns");
            follow(first, 1);

            String more = "And what is a good night in " + room + "?";
            int moreTurns = turns();
            waiting.put(room, "its second message");
            insist(() -> visitor.say(room, "second", more, moreTurns));
            acknowledged.put("second", more);
            waiting.put(room, moreTurns + " more turns");
            Recorder second = new Recorder(server, visitor, room);
            CompletableFuture<Void> joined = CompletableFuture.runAsync(() -> follow(second, 2), THREADS);
            follow(first, 2);
            joined.join();
            Recorder last = new Recorder(server, visitor, room);
            follow(last, 2);
            waiting.remove(room);
            List<Evidence.View> views = new ArrayList<>();
            for (Recorder it : List.of(first, second, last)) views.add(new Evidence.View(0, it.frames()));
            return new Stay.Room(room, views, acknowledged);
        }

        private int turns() {
            return random.nextInt(1, MOST_TURNS + 1);
        }

        /** Watches until a round is over and paid. One who is not faithful stays away after a break until all is over. */
        private void follow(Recorder recorder, int round) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            recorder.watch(frame -> turning(frame) && over(recorder, round));
            while (!over(recorder, round)) {
                if (System.nanoTime() > end)
                    throw new AssertionError(room + " does not end round " + round + " after "
                            + recorder.frames().getLast());
                if (!faithful) stayAway(end);
                ServerProcess.pause(SOON);
                recorder.watch(frame -> turning(frame) && over(recorder, round));
            }
        }

        /** By the list alone: nobody asks the room, so it must go on by itself. */
        private void stayAway(long end) {
            while (insist(() -> visitor.listed(room)).path("running").asBoolean()) {
                if (System.nanoTime() > end) throw new AssertionError(room + " does not go on by itself");
                ServerProcess.pause(SOON);
            }
        }

        private static boolean turning(Recorder.Frame frame) {
            return frame.event().equals("round-ended") || frame.event().equals("turn-charged");
        }

        private static boolean over(Recorder recorder, int round) {
            List<Recorder.Frame> frames = recorder.frames();
            boolean ended = frames.stream()
                    .anyMatch(it -> it.event().equals("round-ended")
                            && it.data().path("round").asInt() == round);
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
