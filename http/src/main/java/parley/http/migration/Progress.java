package parley.http.migration;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far it is: a bar on a terminal, else a line every few seconds. Moved on by one thread. */
public final class Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(200);
    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final boolean bar;
    private final LongSupplier nanos;
    private final long begun;
    private long total;
    private long done;
    private long last;
    private String what = "";

    /** One that shows itself as a bar, or in lines. */
    public Progress(PrintWriter out, boolean bar, LongSupplier nanos) {
        this.out = out;
        this.bar = bar;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.last = begun;
    }

    void of(long rows) {
        total = rows;
    }

    /** What is under way from now on. */
    void now(String words) {
        what = words;
    }

    void step() {
        done++;
        long now = nanos.getAsLong();
        if (now - last < (bar ? BETWEEN_BARS : BETWEEN_LINES).toNanos()) return;
        last = now;
        show(now);
    }

    private void show(long now) {
        long percent = total == 0 ? 100 : Math.min(100, done * 100 / total);
        long rate = rate(now);
        if (bar) {
            int full = (int) (percent * WIDTH / 100);
            out.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + "% " + what + ", " + rate
                    + " rows/s   ");
        } else out.println(done + " of " + total + " rows (" + percent + "%), " + what + ", " + rate + " rows/s");
        out.flush();
    }

    private long rate(long now) {
        double seconds = Math.max(0.001, (now - begun) / 1e9);
        return Math.round(done / seconds);
    }

    /** Says a line without the bar in its way. */
    public void say(String line) {
        out.println(bar ? "\r" + " ".repeat(WIDTH * 2) + "\r" + line : line);
        out.flush();
    }

    /** How long it took, in words. */
    String end() {
        long now = nanos.getAsLong();
        return String.format(Locale.ROOT, "%d rows in %.1f s, %d rows/s", done, (now - begun) / 1e9, rate(now));
    }
}
