package parley.http.sound;

/**
 * Halves the sample rate: a half-band low-pass (windowed sinc), then every other sample, so that what the lower rate
 * cannot carry is gone rather than folded back.
 */
final class Halving {
    /** Samples that the filter looks at on each side. */
    private static final int REACH = 15;

    private static final double[] WEIGHTS = weights();

    private Halving() {}

    static short[] of(short[] samples) {
        short[] half = new short[(samples.length + 1) / 2];
        for (int at = 0; at < half.length; at++) {
            double sum = WEIGHTS[0] * samples[2 * at];
            // Each even weight but the middle one of a half-band filter is zero.
            for (int by = 1; by <= REACH; by += 2)
                sum += WEIGHTS[by] * (sample(samples, 2 * at - by) + sample(samples, 2 * at + by));
            half[at] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE + 1, Short.MAX_VALUE - 1);
        }
        return half;
    }

    private static int sample(short[] samples, int at) {
        return at < 0 || at >= samples.length ? 0 : samples[at];
    }

    private static double[] weights() {
        double[] weights = new double[REACH + 1];
        weights[0] = 0.5;
        double sum = weights[0];
        for (int by = 1; by <= REACH; by += 2) {
            double window = 0.54 + 0.46 * Math.cos(Math.PI * by / (REACH + 1));
            weights[by] = Math.sin(Math.PI * by / 2) / (Math.PI * by) * window;
            sum += 2 * weights[by];
        }
        for (int by = 0; by <= REACH; by++) weights[by] /= sum;
        return weights;
    }
}
