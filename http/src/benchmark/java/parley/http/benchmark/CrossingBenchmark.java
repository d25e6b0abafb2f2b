package parley.http.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token costs on one, two and three nodes under the same load: rooms that all speak at one pace, each with a viewer
 * at the room's own node, or at another. Prints the processor time of all nodes, compilers left out, for each delivered token, and what crossing
 * adds: both kinds of rounds alternate on the same nodes, so that a busy machine spoils both alike.
 */
public final class CrossingBenchmark {
    private static final int ROOMS = Integer.getInteger("parley.benchmark.rooms", 100);
    private static final int TOKENS = Integer.getInteger("parley.benchmark.tokens", 600);
    private static final int GAP_MILLIS = Integer.getInteger("parley.benchmark.gap", 20);
    private static final int ROUNDS = Integer.getInteger("parley.benchmark.rounds", 3);
    private static final int WARM_UP = Integer.getInteger("parley.benchmark.warm-up", 2);
    private static final int MOST_NODES = Integer.getInteger("parley.benchmark.nodes", 3);
    private static final int FIRST_NODES = Integer.getInteger("parley.benchmark.from", 1);
    private static final Pattern ASKED = Pattern.compile("/node-(\\d+)/");
    private static final Pattern ROOM = Pattern.compile("This is (room-\\d+)");
    private static final int BACKLOG = 4096;

    private final Path folder;
    private final String classPath;
    private final String database;
    private final int provider;

    /** Which node asked the model for each room the last time. */
    private final Map<String, Integer> places;

    private CrossingBenchmark(
            Path folder, String classPath, String database, int provider, Map<String, Integer> places) {
        this.folder = folder;
        this.classPath = classPath;
        this.database = database;
        this.provider = provider;
        this.places = places;
    }

    /** {@code work-folder class-path}, the latter {@code parley.jar} or as many as it takes. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        Map<String, Integer> places = new ConcurrentHashMap<>();
        try (ServerSocket door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            PacedProvider.open(door, (line, body) -> noted(line, body, places));
            for (int nodes = FIRST_NODES; nodes <= MOST_NODES; nodes++) {
                try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
                    String url = postgres.getJdbcUrl("postgres", "postgres");
                    new CrossingBenchmark(folder, arguments[1], url, door.getLocalPort(), places).measure(nodes);
                }
            }
        }
    }

    private static void noted(String line, String body, Map<String, Integer> places) {
        Matcher node = ASKED.matcher(line);
        Matcher room = ROOM.matcher(body);
        if (node.find() && room.find()) places.put(room.group(1), Integer.parseInt(node.group(1)));
    }

    private void measure(int size) throws Exception {
        try (Nodes nodes = Nodes.start(folder, classPath, database, settings(), size)) {
            places.clear();
            nodes.register();
            for (int room = 0; room < ROOMS; room++) nodes.open("room-" + room);
            while (places.size() < ROOMS) TimeUnit.MILLISECONDS.sleep(100);
            TimeUnit.MILLISECONDS.sleep((long) TOKENS * GAP_MILLIS + 2_000);
            List<Double> near = new ArrayList<>();
            List<Double> far = new ArrayList<>();
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double here = round(nodes, 0);
                double there = size > 1 ? round(nodes, 1) : here;
                if (round < 0) continue;
                near.add(here);
                far.add(there);
            }
            IO.println("%d nodes, %d rooms, %d tokens a second: %.1f µs a token where viewers are at the room's node%s"
                    .formatted(size, ROOMS, ROOMS * 1000 / GAP_MILLIS, median(near), crossing(size, near, far)));
        }
    }

    private static String crossing(int size, List<Double> near, List<Double> far) {
        if (size == 1) return "";
        return ", %.1f µs where they are at another: crossing costs %.1f µs"
                .formatted(median(far), median(far) - median(near));
    }

    private static double median(List<Double> of) {
        double[] sorted = of.stream().mapToDouble(it -> it).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Every room speaks once, and is watched at the node that is so many after its own; answers µs for a token. */
    private double round(Nodes nodes, int away) throws Exception {
        int size = nodes.size();
        Map<String, Integer> before = Map.copyOf(places);
        try (Audience audience = new Audience(ROOMS)) {
            for (int room = 0; room < ROOMS; room++) {
                String name = "room-" + room;
                int at = (before.get(name) + away) % size;
                audience.watch(nodes.port(at), name, nodes.cursor(name), nodes.token());
            }
            audience.awaitArrival();
            double[] spent = nodes.workMicros();
            for (int room = 0; room < ROOMS; room++) nodes.say("room-" + room, before.get("room-" + room));
            long deltas = audience.awaitEnd();
            double[] after = nodes.workMicros();
            double micros = Arrays.stream(after).sum() - Arrays.stream(spent).sum();
            long moved = before.entrySet().stream()
                    .filter(it -> !it.getValue().equals(places.get(it.getKey())))
                    .count();
            double token = micros / ((double) ROOMS * TOKENS);
            IO.println(
                    "  %d nodes, viewers %s: %.1f µs a token, %d%% of the tokens were an event of their own, %d rooms moved"
                            .formatted(
                                    size,
                                    away == 0 ? "near" : "far",
                                    token,
                                    deltas * 100 / ((long) ROOMS * TOKENS),
                                    moved));
            return token;
        }
    }

    private List<String> settings() {
        return List.of(
                "parley.models.openai.model=paced",
                "parley.models.openai.base-url=http://127.0.0.1:%d/%d/%d/node-%%d/v1"
                        .formatted(provider, TOKENS, GAP_MILLIS * 1000));
    }
}
