package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** One account with many rooms, all of which are kept talking at its cost, whatever becomes of the server. */
final class Payer {
    private static final int TURNS = 3;
    private static final int AGENTS = 3;
    private static final int PACE = 40;
    private static final int SOON = 50;
    private static final int ONE_IN = 12;

    private final ServerProcess server;
    private final Visitor visitor;
    private final SplittableRandom random;
    private final List<String> rooms;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final Thread talking = Thread.ofVirtual().unstarted(this::talk);

    /**
     * What clients were told when everything had come to rest.
     *
     * @param charged all that viewers of the rooms saw charged for turns and questions
     */
    record Told(long available, long held, long spent, long charged) {}

    Payer(ServerProcess server, String name, int rooms, long seed) {
        this.server = server;
        this.visitor = new Visitor(server);
        this.random = new SplittableRandom(seed);
        this.rooms = IntStream.rangeClosed(1, rooms)
                .mapToObj(it -> name + "-room-" + it)
                .toList();
        visitor.register(name + "@example.org");
    }

    /** Opens the rooms, in every other of which a model is asked who speaks, and begins to talk. */
    void enter() {
        for (int at = 0; at < rooms.size(); at++) open(rooms.get(at), at % 2 == 0 ? "round-robin" : "model");
        talking.start();
    }

    private void open(String room, String rule) {
        List<Map<String, String>> cast = IntStream.rangeClosed(1, AGENTS)
                .mapToObj(it -> Map.of(
                        "name",
                        "Agent" + it,
                        "persona",
                        "You are curious and speak briefly.",
                        "model",
                        "scripted/demo",
                        "voice",
                        "none/none"))
                .toList();
        Map<String, Object> speakers =
                rule.equals("model") ? Map.of("rule", rule, "model", "scripted/demo") : Map.of("rule", rule);
        visitor.post(
                "/api/v1/conversations",
                Map.of(
                        "id", room,
                        "agents", cast,
                        "rules", Map.of("speakers", speakers),
                        "message", Visitor.OPENING,
                        "turns", TURNS));
    }

    /** Says something somewhere, or stops somebody; a refusal is as good as an answer, and so is no answer. */
    private void talk() {
        while (!over.get()) {
            String room = rooms.get(random.nextInt(rooms.size()));
            try {
                if (random.nextInt(ONE_IN) == 0) visitor.post("/api/v1/conversations/" + room + "/stop", Map.of());
                else visitor.say(room, "And what is a good night?", TURNS);
                answers.incrementAndGet();
                ServerProcess.pause(PACE);
            } catch (Visitor.Unanswered away) {
                ServerProcess.pause(SOON);
            } catch (IllegalStateException busy) {
                ServerProcess.pause(PACE);
            }
        }
    }

    /** How often the server did what was asked. */
    long answers() {
        return answers.get();
    }

    /** Says no more, and waits until every room rests by itself and owes nothing. */
    Told leave() {
        over.set(true);
        join();
        for (String room : rooms) visitor.awaitRest(room);
        long charged = rooms.stream().mapToLong(this::charged).sum();
        JsonNode credits = visitor.get("/api/v1/credits");
        return new Told(
                credits.path("available").asLong(),
                credits.path("held").asLong(),
                credits.path("spent").asLong(),
                charged);
    }

    /** What a viewer sees charged who comes at the end, and stays until all is charged. */
    private long charged(String room) {
        Recorder viewer = new Recorder(server, visitor, room);
        do {
            String cursor =
                    visitor.get("/api/v1/conversations/" + room).path("cursor").asText();
            long last = Long.parseLong(cursor.substring(0, cursor.indexOf('.')));
            viewer.watch(frame -> frame.sequence() >= last);
        } while (!paid(viewer.frames()));
        return viewer.frames().stream()
                .filter(it -> it.event().equals("turn-charged") || it.event().equals("question-charged"))
                .mapToLong(it -> it.data().path("credits").asLong())
                .sum();
    }

    private static boolean paid(List<Recorder.Frame> frames) {
        return count(frames, "turn-started", "turn") == count(frames, "turn-charged", "turn")
                && count(frames, "question-asked", "question") == count(frames, "question-charged", "question");
    }

    private static long count(List<Recorder.Frame> frames, String event, String number) {
        return frames.stream()
                .filter(it -> it.event().equals(event))
                .map(it -> it.data().path(number).asInt())
                .distinct()
                .count();
    }

    private void join() {
        try {
            talking.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
