package parley.persistence.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints what was measured, medians of the rounds after warming up. */
final class Table {
    private Table() {}

    static void line(Lane lane, int warm) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%-11s %-17s", lane.store, lane.contender.label));
        for (Task task : Task.values()) {
            text.append(cell(lane.of(task), warm));
        }
        System.out.println(text);
    }

    static void bare(String store, BareJdbc bare, int warm) {
        System.out.println(String.format(Locale.ROOT, "%-11s %-17s", store, "bare JDBC")
                + " ".repeat(44)
                + cell(bare.readings, warm));
    }

    static void head() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-11s %-17s", "", "events/s, us CPU"));
        for (Task task : Task.values()) text.append(String.format(Locale.ROOT, "%22s", task.label));
        System.out.println(text);
    }

    /** How a lane's rate is to another's in the same task: the median of the rounds' own ratios. */
    static double ratio(Lane lane, Lane other, Task task, int warm) {
        double[] ratios = new double[lane.of(task).size() - warm];
        for (int i = 0; i < ratios.length; i++)
            ratios[i] = lane.of(task).get(warm + i).rate()
                    / other.of(task).get(warm + i).rate();
        Arrays.sort(ratios);
        return middle(ratios);
    }

    static void ratio(String what, double is, double goal) {
        System.out.println(String.format(
                Locale.ROOT, "%-62s %5.2f  goal %.2f  %s", what, is, goal, is >= goal ? "reached" : "MISSED"));
    }

    private static String cell(List<Reading> readings, int warm) {
        Reading median = median(readings, warm);
        return String.format(Locale.ROOT, "%,14.0f %,4.0f us", median.rate(), median.cpu());
    }

    private static Reading median(List<Reading> all, int warm) {
        List<Reading> readings = all.subList(Math.min(warm, all.size() - 1), all.size());
        double rate =
                middle(readings.stream().mapToDouble(Reading::rate).sorted().toArray());
        double cpu = middle(readings.stream().mapToDouble(Reading::cpu).sorted().toArray());
        return new Reading(rate, cpu);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
