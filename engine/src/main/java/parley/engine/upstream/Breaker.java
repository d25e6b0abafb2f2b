package parley.engine.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import parley.engine.upstream.UpstreamSettings.Breaking;

/**
 * Whether a provider counts as up. After failures it is left alone for a while; then one request of somebody's tries it,
 * and its end decides. Nothing is ever sent only to find out. Used by one actor only.
 */
final class Breaker {
    private final Breaking settings;
    private final ArrayDeque<Outcome> lately = new ArrayDeque<>();
    private int failuresInRow;
    private int openings;
    private @Nullable Instant until;
    private boolean probing;

    private record Outcome(Instant at, boolean failed) {}

    Breaker(Breaking settings) {
        this.settings = settings;
    }

    /** Whether a request may go now. */
    boolean admits(Instant now) {
        return until == null || (!until.isAfter(now) && !probing);
    }

    /** Whether nothing is wrong. */
    boolean closed() {
        return until == null;
    }

    /** When the provider may be tried again; absent while it counts as up, or while one is trying. */
    @Nullable
    Instant until() {
        return probing ? null : until;
    }

    /** A request goes; whether it is the one that tries. */
    boolean goes() {
        probing = until != null;
        return probing;
    }

    /** The provider has answered, be it with a no. A request of before it was left alone proves nothing. */
    void answered(boolean probe, Instant now) {
        if (until != null && !probe) return;
        if (until != null) {
            lately.clear();
            until = null;
            probing = false;
            openings = 0;
        }
        failuresInRow = 0;
        note(new Outcome(now, false));
    }

    /** It has not. True where it counts as down from now on. */
    boolean failed(boolean probe, Instant now) {
        if (until != null && !probe) return false;
        failuresInRow++;
        note(new Outcome(now, true));
        if (!probe && failuresInRow < settings.inRow() && !tooMany()) return false;
        Duration pause = settings.pause().multipliedBy(1L << Math.min(openings++, 16));
        until = now.plus(pause.compareTo(settings.longest()) > 0 ? settings.longest() : pause);
        probing = false;
        return true;
    }

    /** The one that tried has gone without an answer. */
    void undecided(boolean probe) {
        if (probe) probing = false;
    }

    private void note(Outcome outcome) {
        lately.addLast(outcome);
        Instant since = outcome.at.minus(settings.window());
        while (lately.getFirst().at.isBefore(since)) lately.removeFirst();
    }

    private boolean tooMany() {
        long failed = lately.stream().filter(Outcome::failed).count();
        return lately.size() >= settings.atLeast() && failed >= settings.share() * lately.size();
    }
}
