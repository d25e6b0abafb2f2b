package parley.http.recording;

import parley.engine.recording.Timeline;

/** Lets a sentence begin and end softly, so that nothing clicks where it meets silence. */
final class Fades {
    /** Ten milliseconds. */
    private static final int LENGTH = Timeline.RATE / 100;

    private Fades() {}

    static void at(short[] samples) {
        int length = Math.min(LENGTH, samples.length / 2);
        for (int at = 0; at < length; at++) {
            double share = (double) at / length;
            samples[at] = (short) Math.round(samples[at] * share);
            int end = samples.length - 1 - at;
            samples[end] = (short) Math.round(samples[end] * share);
        }
    }
}
