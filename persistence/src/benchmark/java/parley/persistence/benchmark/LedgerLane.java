package parley.persistence.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The ledger on one database, and beside it the same rows by bare JDBC into another one of the same server. */
final class LedgerLane implements AutoCloseable {
    /** How many rows a journal under load writes together. */
    private static final int TOGETHER = 400;

    private final String store;
    private final Till till;
    private final String bare;
    private final Map<LedgerTask, List<Round>> rounds = new EnumMap<>(LedgerTask.class);

    /** What one round showed: pairs of a hold and a settlement, ours and as bare rows. */
    private record Round(Reading ours, Reading rowByRow, Reading batched) {}

    LedgerLane(String store, String url, String bare) {
        this.store = store;
        this.till = new Till(url);
        this.bare = bare;
        Till.furnish(bare);
    }

    void run(LedgerTask task) throws Exception {
        long mark = till.last();
        Reading ours = till.run(task);
        List<RawRow> rows = till.after(mark);
        if (rows.size() != 2 * task.pairs) throw new IllegalStateException(rows.size() + " rows were written");
        List<RawRow> half = rows.subList(0, rows.size() / 2);
        List<RawRow> rest = rows.subList(rows.size() / 2, rows.size());
        Reading rowByRow = Reading.of(half.size() / 2, () -> RawRow.write(bare, half, 1));
        Reading batched = Reading.of(rest.size() / 2, () -> RawRow.write(bare, rest, TOGETHER));
        rounds.computeIfAbsent(task, _ -> new ArrayList<>()).add(new Round(ours, rowByRow, batched));
    }

    static void head() {
        System.out.println(String.format(
                Locale.ROOT,
                "%-11s %-14s %12s %9s %19s %7s %19s %7s",
                "",
                "holds+settles",
                "ours/s",
                "us CPU",
                "JDBC, a row each/s",
                "ratio",
                "JDBC, 400 rows/s",
                "ratio"));
    }

    /** Medians of the rounds after warming up; each ratio is the median of the rounds' own. */
    void print(int warm) {
        rounds.forEach((task, all) -> {
            List<Round> measured = all.subList(warm, all.size());
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-11s %-14s %,12.0f %,9.0f %,19.0f %7.2f %,19.0f %7.2f",
                    store,
                    task.label,
                    median(measured, it -> it.ours.rate()),
                    median(measured, it -> it.ours.cpu()),
                    median(measured, it -> it.rowByRow.rate()),
                    median(measured, it -> it.ours.rate() / it.rowByRow.rate()),
                    median(measured, it -> it.batched.rate()),
                    median(measured, it -> it.ours.rate() / it.batched.rate())));
        });
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return Arrays.stream(sorted)
                .skip((sorted.length - 1) / 2)
                .limit(2 - sorted.length % 2)
                .average()
                .orElseThrow();
    }

    @Override
    public void close() {
        till.close();
    }
}
