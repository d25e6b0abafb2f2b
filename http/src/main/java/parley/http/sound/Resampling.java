package parley.http.sound;

/** Changes the sample rate by any ratio: a windowed sinc, whose cut-off lies below what the lower rate can carry. */
final class Resampling {
    /** Zero crossings of the sinc on each side. */
    private static final int REACH = 16;
    /** A little below the half of the lower rate, because no filter is a wall. */
    private static final double ROLL_OFF = 0.94;

    private Resampling() {}

    static short[] of(short[] samples, int from, int to) {
        short[] result = new short[Math.toIntExact((long) samples.length * to / from)];
        double cutOff = Math.min(1, (double) to / from) * ROLL_OFF;
        int width = (int) Math.ceil(REACH / cutOff);
        for (int at = 0; at < result.length; at++) result[at] = sample(samples, (double) at * from / to, cutOff, width);
        return result;
    }

    private static short sample(short[] samples, double place, double cutOff, int width) {
        int middle = (int) place;
        int first = Math.max(0, middle - width + 1);
        int last = Math.min(samples.length - 1, middle + width);
        double sum = 0;
        for (int at = first; at <= last; at++) sum += samples[at] * weight(place - at, cutOff, width);
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE + 1, Short.MAX_VALUE - 1);
    }

    private static double weight(double distance, double cutOff, int width) {
        double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / (width + 1));
        double angle = Math.PI * distance * cutOff;
        return cutOff * window * (Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle);
    }
}
