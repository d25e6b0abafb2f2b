package parley.http.sound;

import java.math.BigInteger;

/** Changes the sample rate by any ratio: a windowed sinc, whose cut-off lies below what the lower rate can carry. */
final class Resampling {
    /** Zero crossings of the sinc on each side. */
    private static final int REACH = 16;
    /** A little below the half of the lower rate, because no filter is a wall. */
    private static final double ROLL_OFF = 0.94;
    /** Up to so many places between two samples the weights are kept; usual rates have a few hundred of them. */
    private static final int MOST_PHASES = 1024;

    private final short[] samples;
    private final double cutOff;
    private final int width;

    private Resampling(short[] samples, int from, int to) {
        this.samples = samples;
        this.cutOff = Math.min(1, (double) to / from) * ROLL_OFF;
        this.width = (int) Math.ceil(REACH / cutOff);
    }

    static short[] of(short[] samples, int from, int to) {
        short[] result = new short[Math.toIntExact((long) samples.length * to / from)];
        Resampling it = new Resampling(samples, from, to);
        int phases = to / BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
        double[][] weights = new double[phases > MOST_PHASES || result.length < phases ? 0 : phases][];
        for (int at = 0; at < weights.length; at++) {
            double place = (double) at * from / to;
            weights[at] = it.weights(place - (int) place);
        }
        for (int at = 0; at < result.length; at++) {
            double place = (double) at * from / to;
            // Not the place's own fraction, which may be rounded across a sample.
            int middle = (int) ((long) at * from / to);
            result[at] =
                    it.sample(middle, weights.length == 0 ? it.weights(place - middle) : weights[at % weights.length]);
        }
        return result;
    }

    private short sample(int middle, double[] weights) {
        int before = middle - width + 1;
        int first = Math.max(0, before);
        int last = Math.min(samples.length - 1, middle + width);
        double sum = 0;
        for (int at = first; at <= last; at++) sum += samples[at] * weights[at - before];
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE + 1, Short.MAX_VALUE - 1);
    }

    /** Those of the samples around a place so far behind its sample. */
    private double[] weights(double behind) {
        double[] weights = new double[2 * width];
        for (int at = 0; at < weights.length; at++) weights[at] = weight(behind + width - 1 - at);
        return weights;
    }

    private double weight(double distance) {
        double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / (width + 1));
        double angle = Math.PI * distance * cutOff;
        return cutOff * window * (Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle);
    }
}
