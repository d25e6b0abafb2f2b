package parley.engine.upstream;

import org.jspecify.annotations.Nullable;
import parley.engine.measure.Level;
import parley.engine.measure.Measures;
import parley.engine.measure.Series;

/**
 * What one turnstile adds to the numbers of its provider. Connections of users are told as one: their names are their own.
 * Used by one actor only.
 */
final class LineLevels {
    private static final String CONNECTIONS = "connection";

    private final Measures measures;
    private @Nullable Level waiting;
    private @Nullable Level inside;
    private @Nullable Level down;
    private int waits;
    private int goes;
    private int fails;

    LineLevels(Measures measures) {
        this.measures = measures;
    }

    /** How a provider is told in a label. */
    static String label(Line line) {
        return line.name().equals(ReachedModels.name(line.label())) ? line.label() : CONNECTIONS;
    }

    /** So it is now. */
    void are(@Nullable Line line, int nowWaiting, int nowInside, boolean nowDown) {
        if (line == null) return;
        if (waiting == null) {
            waiting = measures.level(Series.UPSTREAM_WAITING, label(line));
            inside = measures.level(Series.UPSTREAM_INSIDE, label(line));
            down = measures.level(Series.UPSTREAM_DOWN, label(line));
        }
        show(nowWaiting, nowInside, nowDown ? 1 : 0);
    }

    /** The turnstile is no more. */
    void end() {
        show(0, 0, 0);
    }

    private void show(int nowWaiting, int nowInside, int nowFails) {
        if (waiting == null || inside == null || down == null) return;
        waiting.add(nowWaiting - waits);
        inside.add(nowInside - goes);
        down.add(nowFails - fails);
        waits = nowWaiting;
        goes = nowInside;
        fails = nowFails;
    }
}
