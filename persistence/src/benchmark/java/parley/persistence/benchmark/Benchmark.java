package parley.persistence.benchmark;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Runs all lanes round by round, so that whatever else the machine does meets them all, and prints one table. */
public final class Benchmark {
    private static final int WARM = 2;
    private static final long SEED = 7;
    private static final int BARE_THREADS = 2;

    private final boolean embedded = !Boolean.getBoolean("parley.benchmark.postgres-only");
    private final List<Lane> lanes = new ArrayList<>();

    private Benchmark() {}

    /** Takes {@code parley.benchmark.postgres}, an address or nothing, and {@code parley.benchmark.rounds}. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("parley.benchmark.rounds", 5) + WARM;
        try (Server server = Server.open(System.getProperty("parley.benchmark.postgres", ""))) {
            System.out.println("PostgreSQL: " + server.description());
            new Benchmark().run(server, rounds);
        }
    }

    private void run(Server server, int rounds) throws Exception {
        for (Contender contender : Contender.values()) {
            if (contender != Contender.MEMORY)
                lanes.add(new Lane(
                        "PostgreSQL", contender, server.fresh(contender.name().toLowerCase(Locale.ROOT))));
            if (contender == Contender.MEMORY) lanes.add(new Lane("", contender, h2()));
            else if (embedded) lanes.add(new Lane("H2", contender, h2()));
        }
        String bareUrl = server.fresh("bare");
        new Lane("", Contender.OURS, bareUrl).close();
        BareJdbc bare = new BareJdbc(bareUrl + "&reWriteBatchedInserts=true", BARE_THREADS);
        List<Lane> order = new ArrayList<>(lanes);
        Random random = new Random(SEED);
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds + (round <= WARM ? ", warming up" : ""));
            for (Task task : Task.values()) {
                Collections.shuffle(order, random);
                for (Lane lane : order) lane.run(task);
            }
            bare.run();
        }
        Table.head();
        for (Lane lane : lanes) Table.line(lane, WARM);
        Table.bare("PostgreSQL", bare, WARM);
        ratios();
        lanes.forEach(Lane::close);
    }

    private void ratios() {
        Lane ours = lane("PostgreSQL", Contender.OURS);
        Lane lists = lane("PostgreSQL", Contender.OURS_WITH_LISTS);
        Lane stock = lane("PostgreSQL", Contender.STOCK);
        Lane tagged = lane("PostgreSQL", Contender.STOCK_TAGGED);
        Lane memory = lane("", Contender.MEMORY);
        Table.ratio("PostgreSQL, 1000 actors: ours to stock", Table.ratio(ours, stock, Task.CROWD, WARM), 1.2);
        Table.ratio("PostgreSQL, 1000 actors: ours to memory", Table.ratio(ours, memory, Task.CROWD, WARM), 0.65);
        Table.ratio(
                "PostgreSQL, 1000 actors: lists kept to stock tagged", Table.ratio(lists, tagged, Task.CROWD, WARM), 3);
        Table.ratio("PostgreSQL, replay: ours to stock", Table.ratio(ours, stock, Task.REPLAY, WARM), 1.3);
        Table.ratio("PostgreSQL, 1 actor: ours to stock", Table.ratio(ours, stock, Task.ONE, WARM), 1);
        Table.ratio("PostgreSQL, 20 actors: ours to stock", Table.ratio(ours, stock, Task.TWENTY, WARM), 1);
        Table.ratio(
                "H2, 1000 actors: ours to stock",
                Table.ratio(lane("H2", Contender.OURS), lane("H2", Contender.STOCK), Task.CROWD, WARM),
                1);
    }

    private Lane lane(String store, Contender contender) {
        return lanes.stream()
                .filter(it -> it.store.equals(store) && it.contender == contender)
                .findFirst()
                .orElseThrow();
    }

    private static String h2() throws Exception {
        return "jdbc:h2:file:"
                + Files.createTempDirectory("parley-benchmark-h2-").resolve("parley");
    }
}
