package parley.http.main;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Ends this process at one exact point, the n-th time it is reached: no hook runs, nothing is flushed. */
final class Doom {
    /** Names the fail-point; without it nothing ends. */
    static final String POINT = "parley.trial.point";

    /** The how many-th time counts. */
    static final String OCCURRENCE = "parley.trial.occurrence";

    /** What is left to chance inside a point: how many tokens, how many microseconds. */
    static final String SEED = "parley.trial.seed";

    static final int EXIT = 137;
    private static final int LONGEST_TRANSACTION_MICROS = 4_000;
    private static final int MOST_TOKENS = 6;

    /** The one of this process: the journal's plugins make their parts themselves and can be given nothing. */
    static final Doom OURS = new Doom(point(), Integer.getInteger(OCCURRENCE, 1), Long.getLong(SEED, 1));

    private final @Nullable FailPoint point;
    private final int occurrence;
    private final int tokens;
    private final long micros;
    private final AtomicInteger reached = new AtomicInteger();

    private Doom(@Nullable FailPoint point, int occurrence, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        this.point = point;
        this.occurrence = occurrence;
        this.tokens = random.nextInt(1, MOST_TOKENS + 1);
        this.micros = random.nextInt(LONGEST_TRANSACTION_MICROS);
    }

    private static @Nullable FailPoint point() {
        String name = System.getProperty(POINT);
        return name == null ? null : FailPoint.valueOf(name);
    }

    /** How many tokens into a later sentence {@link FailPoint#MID_SENTENCE} lies. */
    int tokens() {
        return tokens;
    }

    /** This point is reached. */
    void at(FailPoint reachedPoint) {
        if (counts(reachedPoint)) end();
    }

    /** This point is reached now and lasts for as long as a transaction may take: ends anywhere within. */
    void within(FailPoint reachedPoint) {
        if (counts(reachedPoint))
            Thread.ofPlatform().start(() -> {
                LockSupport.parkNanos(micros * 1_000);
                end();
            });
    }

    private boolean counts(FailPoint reachedPoint) {
        return reachedPoint == point && reached.incrementAndGet() == occurrence;
    }

    private void end() {
        System.out.println("ended at " + point + " " + occurrence);
        System.out.flush();
        Runtime.getRuntime().halt(EXIT);
    }
}
