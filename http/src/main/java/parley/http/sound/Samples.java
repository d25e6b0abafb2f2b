package parley.http.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/** Sound as samples of 16 bits, one channel; it never changes. */
public final class Samples {
    /** What is not louder is silence: a fiftieth of the loudest sample. */
    private static final int SILENCE_SHARE = 50;

    private static final long NANOS = 1_000_000_000L;

    private final short[] values;
    private final int rate;

    private Samples(short[] values, int rate) {
        this.values = values;
        this.rate = rate;
    }

    /** Takes the array for good: the caller may not change it any more. */
    public static Samples of(short[] values, int rate) {
        return new Samples(values, rate);
    }

    /** Reads raw bytes, such as the PCM of the wires; half a sample at the end is dropped. */
    public static Samples of(byte[] bytes, int rate, ByteOrder order) {
        short[] values = new short[bytes.length / Short.BYTES];
        ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(values);
        return new Samples(values, rate);
    }

    public int rate() {
        return rate;
    }

    public int count() {
        return values.length;
    }

    public double seconds() {
        return (double) values.length / rate;
    }

    public Duration length() {
        return Duration.ofNanos(values.length * NANOS / rate);
    }

    /** A copy of the samples. */
    public short[] values() {
        return values.clone();
    }

    /** Half as many samples a second, for engines that make more than a voice needs. */
    public Samples halved() {
        return new Samples(Halving.of(values), rate / 2);
    }

    /** The same sound at another rate. */
    public Samples at(int other) {
        return other == rate ? this : new Samples(Resampling.of(values, rate, other), other);
    }

    /** Raw bytes, little-endian. */
    public byte[] bytes() {
        byte[] bytes = new byte[values.length * Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(values);
        return bytes;
    }

    /** The stretch from the first sound to the last, without the silence around it. */
    public Span voiced() {
        int limit = loudest() / SILENCE_SHARE;
        int from = 0;
        int to = values.length;
        while (from < to && Math.abs(values[from]) <= limit) from++;
        while (to > from && Math.abs(values[to - 1]) <= limit) to--;
        return new Span((double) from / rate, (double) to / rate);
    }

    private int loudest() {
        int loudest = 0;
        for (short value : values) loudest = Math.max(loudest, Math.abs(value));
        return loudest;
    }

    /** A stretch of time in seconds. */
    public record Span(double from, double to) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples it && it.rate == rate && Arrays.equals(it.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * rate + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " samples at " + rate + " Hz";
    }
}
