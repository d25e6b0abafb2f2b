package parley.http.main;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what happens by itself and tells nobody. */
final class Eventually {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private Eventually() {}

    /** Looks again and again until it is so; answers whether it came to that. */
    static boolean becomes(Callable<Boolean> so) {
        long end = System.nanoTime() + PATIENCE;
        try {
            while (System.nanoTime() < end) {
                if (so.call()) return true;
                Thread.onSpinWait();
            }
            return false;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
