package parley.persistence.benchmark;

import java.util.List;

/** How fast the ledger holds and settles, on one account that all want and on a thousand, beside bare rows. */
public final class LedgerBenchmark {
    private static final int WARM = 2;

    private LedgerBenchmark() {}

    /** Takes {@code parley.benchmark.postgres}, an address or nothing, and {@code parley.benchmark.rounds}. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("parley.benchmark.rounds", 5) + WARM;
        try (Server server = Server.open(System.getProperty("parley.benchmark.postgres", ""))) {
            System.out.println("PostgreSQL: " + server.description());
            try (LedgerLane inside = new LedgerLane("H2", h2(), h2());
                    LedgerLane outside =
                            new LedgerLane("PostgreSQL", server.fresh("ledger"), batching(server.fresh("bare")))) {
                measure(List.of(inside, outside), rounds);
            }
        }
    }

    private static void measure(List<LedgerLane> lanes, int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds + (round <= WARM ? ", warming up" : ""));
            for (LedgerTask task : LedgerTask.values()) for (LedgerLane lane : lanes) lane.run(task);
        }
        LedgerLane.head();
        for (LedgerLane lane : lanes) lane.print(WARM);
    }

    private static String batching(String url) {
        return url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    }

    /** As safe as a server has it: a commit is in the file before it is acknowledged. */
    private static String h2() throws Exception {
        return "jdbc:h2:file:" + Scratch.removedAtTheEnd().resolve("parley") + ";WRITE_DELAY=0;USER=parley";
    }
}
