package parley.engine.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * So many requests in any minute, whenever that begins: a bucket that is filled once a minute would let twice as many
 * through around its filling. Used by one actor only.
 */
final class Allowance {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    /** When the next request may go; {@code now} or earlier where it may at once. */
    Instant next(int perMinute, Instant now) {
        if (perMinute == 0) {
            taken.clear();
            return now;
        }
        while (!taken.isEmpty() && !taken.peekFirst().plus(MINUTE).isAfter(now)) taken.removeFirst();
        while (taken.size() > perMinute) taken.removeFirst();
        return taken.size() < perMinute ? now : taken.getFirst().plus(MINUTE);
    }

    void take(int perMinute, Instant now) {
        if (perMinute > 0) taken.addLast(now);
    }
}
