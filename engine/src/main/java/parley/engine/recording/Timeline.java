package parley.engine.recording;

import java.time.Duration;
import java.util.Optional;

/**
 * Lays sentences one after another, with the pauses of a mix between them, until the next one would make the whole longer
 * than it may be. Everything is counted in samples, {@value #RATE} a second. Used by one thread.
 */
public final class Timeline {
    /** Samples a second of every recording. */
    public static final int RATE = 24_000;

    private static final int MILLIS = 1000;

    private final Mix mix;
    private final long most;
    private long end;
    private int turn;
    private boolean begun;
    private boolean full;

    public Timeline(Mix mix, Duration longest) {
        this.mix = mix;
        this.most = samples(longest.toMillis());
        this.end = samples(mix.intro());
    }

    /** A stretch of time in samples. */
    public record Span(long from, long to) {
        public long fromMillis() {
            return from * MILLIS / RATE;
        }

        public long toMillis() {
            return to * MILLIS / RATE;
        }
    }

    public static long samples(long millis) {
        return millis * RATE / MILLIS;
    }

    /** Where the next sentence is heard; nowhere, where it would be too long, and then no other one either. */
    public Optional<Span> place(int ofTurn, long length) {
        long from = end + samples(pause(ofTurn));
        if (full || from + length + samples(mix.outro()) > most) {
            full = true;
            return Optional.empty();
        }
        end = from + length;
        turn = ofTurn;
        begun = true;
        return Optional.of(new Span(from, end));
    }

    /** Whether something had no place any more. */
    public boolean full() {
        return full;
    }

    /** How long the whole is, its end included. */
    public long length() {
        return end + samples(mix.outro());
    }

    private int pause(int next) {
        if (!begun) return 0;
        return next == turn ? mix.betweenSentences() : mix.betweenTurns();
    }
}
