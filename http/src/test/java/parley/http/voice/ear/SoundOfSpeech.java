package parley.http.voice.ear;

import static org.assertj.core.api.Assertions.assertThat;

import parley.engine.speech.Sound;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** What a spoken sentence is like, whatever its words: how long, how loud, not clipped and without a hole. */
public final class SoundOfSpeech {
    private static final double SHORTEST_WORD = 0.2;
    private static final double LONGEST_WORD = 0.6;
    private static final double SOFTEST = 500;
    private static final double LONGEST_SILENCE = 0.3;
    private static final int FRAMES_A_SECOND = 50;
    private static final double SILENT = 60;

    private SoundOfSpeech() {}

    /** Fails where this does not sound like so many words. */
    public static void check(Sound sound, int words, String what) {
        Samples samples = Wav.read(sound.bytes());
        Samples.Span voiced = samples.voiced();
        assertThat((voiced.to() - voiced.from()) / words)
                .as("seconds a word, " + what)
                .isBetween(SHORTEST_WORD, LONGEST_WORD);
        short[] values = samples.values();
        assertThat(loudness(values, 0, values.length)).as("loudness, " + what).isGreaterThan(SOFTEST);
        for (short value : values)
            assertThat(Math.abs(value)).as("peak, " + what).isLessThan(Short.MAX_VALUE);
        assertThat(longestSilence(samples, voiced)).as("a hole in " + what).isLessThan(LONGEST_SILENCE);
    }

    private static double longestSilence(Samples samples, Samples.Span voiced) {
        short[] values = samples.values();
        int frame = samples.rate() / FRAMES_A_SECOND;
        int longest = 0;
        int silent = 0;
        for (int at = (int) (voiced.from() * samples.rate()); at + frame < voiced.to() * samples.rate(); at += frame) {
            silent = loudness(values, at, at + frame) < SILENT ? silent + 1 : 0;
            longest = Math.max(longest, silent);
        }
        return (double) longest / FRAMES_A_SECOND;
    }

    private static double loudness(short[] values, int from, int to) {
        double power = 0;
        for (int at = from; at < to; at++) power += (double) values[at] * values[at];
        return Math.sqrt(power / (to - from));
    }
}
