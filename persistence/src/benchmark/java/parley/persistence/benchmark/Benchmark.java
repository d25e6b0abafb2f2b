package parley.persistence.benchmark;

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
        try {
            open(server);
            BareJdbc bare = bare(server.fresh("bare"));
            measure(bare, rounds);
            Table.head();
            for (Lane lane : lanes) Table.line(lane, WARM);
            Table.bare("PostgreSQL", bare, WARM);
            ratios();
        } finally {
            lanes.forEach(Lane::close);
        }
        System.out.println("Ten refused writes among a thousand good ones, PostgreSQL:");
        Neighbours.report(Contender.OURS, server.fresh("neighbours_ours"));
        Neighbours.report(Contender.STOCK, server.fresh("neighbours_stock"));
    }

    private void open(Server server) throws Exception {
        for (Contender contender : Contender.values()) {
            if (contender == Contender.MEMORY) {
                lanes.add(new Lane("", contender, h2()));
                continue;
            }
            lanes.add(new Lane(
                    "PostgreSQL", contender, server.fresh(contender.name().toLowerCase(Locale.ROOT))));
            if (embedded) lanes.add(new Lane("H2", contender, h2()));
        }
    }

    /** Opening a lane on the database makes the tables. */
    private static BareJdbc bare(String url) throws InterruptedException {
        new Lane("", Contender.OURS, url).close();
        return new BareJdbc(url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true", BARE_THREADS);
    }

    /** The order is drawn anew each time, so that what one lane leaves to do meets all the others alike. */
    private void measure(BareJdbc bare, int rounds) throws Exception {
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
    }

    private void ratios() {
        Lane ours = lane("PostgreSQL", Contender.OURS);
        Lane lists = lane("PostgreSQL", Contender.OURS_WITH_LISTS);
        Lane stock = lane("PostgreSQL", Contender.STOCK);
        Lane tagged = lane("PostgreSQL", Contender.STOCK_TAGGED);
        Lane memory = lane("", Contender.MEMORY);
        ratio("PostgreSQL, 1000 actors: ours to stock", ours, stock, Task.CROWD, 1.2);
        ratio("PostgreSQL, 1000 actors: ours to memory", ours, memory, Task.CROWD, 0.65);
        ratio("PostgreSQL, 1000 actors: lists kept to stock tagged", lists, tagged, Task.CROWD, 3);
        ratio("PostgreSQL, replay: ours to stock", ours, stock, Task.REPLAY, 1.3);
        ratio("PostgreSQL, 1 actor: ours to stock", ours, stock, Task.ONE, 1);
        ratio("PostgreSQL, 20 actors: ours to stock", ours, stock, Task.TWENTY, 1);
        if (!embedded) return;
        Lane oursInside = lane("H2", Contender.OURS);
        Lane stockInside = lane("H2", Contender.STOCK);
        ratio("H2, 1000 actors: ours to stock", oursInside, stockInside, Task.CROWD, 1);
        ratio("H2, replay: ours to stock", oursInside, stockInside, Task.REPLAY, 1);
    }

    private static void ratio(String what, Lane lane, Lane other, Task task, double goal) {
        Table.ratio(what, Table.ratio(lane, other, task, WARM), goal);
    }

    private Lane lane(String store, Contender contender) {
        return lanes.stream()
                .filter(it -> it.store.equals(store) && it.contender == contender)
                .findFirst()
                .orElseThrow();
    }

    private static String h2() throws Exception {
        return "jdbc:h2:file:" + Scratch.removedAtTheEnd().resolve("parley");
    }
}
