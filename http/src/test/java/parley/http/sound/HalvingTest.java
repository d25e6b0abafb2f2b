package parley.http.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class HalvingTest {
    private static final int RATE = 48_000;

    @Test
    void keeps_what_a_voice_needs() {
        assertThat(loudnessAfterHalving(440)).isCloseTo(1, within(0.01));
        assertThat(loudnessAfterHalving(6_000)).isCloseTo(1, within(0.03));
    }

    @Test
    void drops_what_the_lower_rate_would_fold_back() {
        assertThat(loudnessAfterHalving(17_000)).isLessThan(0.02);
        assertThat(loudnessAfterHalving(22_000)).isLessThan(0.02);
    }

    @Test
    void never_wraps_around_at_full_volume() {
        short[] loud = new short[999];
        for (int at = 0; at < loud.length; at++) loud[at] = at / 50 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;

        short[] half = Halving.of(loud);

        assertThat(half).hasSize(500);
        for (int at = 10; at < 20; at++) assertThat(half[at]).isPositive();
        assertThat(Halving.of(new short[0])).isEmpty();
    }

    private static double loudnessAfterHalving(int hertz) {
        short[] tone = new short[RATE / 10];
        for (int at = 0; at < tone.length; at++)
            tone[at] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * at / RATE));
        return loudness(Halving.of(tone)) / loudness(tone);
    }

    private static double loudness(short[] samples) {
        double power = 0;
        for (int at = 100; at < samples.length - 100; at++) power += (double) samples[at] * samples[at];
        return Math.sqrt(power / (samples.length - 200));
    }
}
