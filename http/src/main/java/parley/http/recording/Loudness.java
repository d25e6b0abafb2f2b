package parley.http.recording;

import java.util.HashMap;
import java.util.Map;
import parley.engine.speech.Voice;
import parley.http.sound.Samples;

/**
 * Makes all voices about as loud as each other, by the power of what each has said so far, and no sample louder than a
 * recording can hold.
 */
final class Loudness {
    /** Minus 20 decibels of the loudest sine, which leaves room for what is louder than the rest. */
    private static final double AIM = 2_300;
    /** Minus one decibel. */
    private static final double PEAK = 29_200;
    /** What is so quiet is mostly noise, which would be raised with it. */
    private static final double MOST = 6;

    private final Map<Voice, Power> voices = new HashMap<>();

    private record Power(double sum, long samples) {
        static final Power NONE = new Power(0, 0);

        Power plus(double more, long count) {
            return new Power(sum + more, samples + count);
        }

        double root() {
            return samples == 0 ? 0 : Math.sqrt(sum / samples);
        }
    }

    /** The samples of a sentence, as loud as they should be. */
    short[] evened(Voice voice, Samples sentence) {
        short[] values = sentence.values();
        Samples.Span voiced = sentence.voiced();
        int from = (int) Math.round(voiced.from() * sentence.rate());
        int to = Math.min(values.length, (int) Math.round(voiced.to() * sentence.rate()));
        double sum = 0;
        int peak = 0;
        for (int at = from; at < to; at++) {
            sum += (double) values[at] * values[at];
            peak = Math.max(peak, Math.abs(values[at]));
        }
        Power power = voices.getOrDefault(voice, Power.NONE).plus(sum, Math.max(0, to - from));
        voices.put(voice, power);
        if (peak == 0) return values;
        double gain = Math.min(Math.min(AIM / power.root(), MOST), PEAK / peak);
        for (int at = 0; at < values.length; at++)
            values[at] = (short) Math.round(Math.clamp(values[at] * gain, -PEAK, PEAK));
        return values;
    }
}
