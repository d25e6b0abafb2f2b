package parley.http.trial;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Durations that were measured, in nanoseconds. */
record Figures(List<Long> nanos) {
    Figures {
        nanos = nanos.stream().sorted().toList();
    }

    /** These and others. */
    Figures and(Figures others) {
        return new Figures(Stream.concat(nanos.stream(), others.nanos.stream()).toList());
    }

    /** The duration that so many of a hundred do not exceed, in milliseconds. */
    double millis(int percent) {
        if (nanos.isEmpty()) return Double.NaN;
        int place = Math.max(0, Math.ceilDiv(nanos.size() * percent, 100) - 1);
        return nanos.get(place) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms, most %.1f ms of %d"
                .formatted(millis(50), millis(99), millis(100), nanos.size());
    }
}
