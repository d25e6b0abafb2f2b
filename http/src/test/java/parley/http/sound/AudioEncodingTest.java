package parley.http.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jaredmdobson.concentus.OpusDecoder;
import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.opus.OpusAudioData;
import org.gagravarr.opus.OpusFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Sound;

final class AudioEncodingTest {
    private static final int HERTZ = 440;
    private static final double SECONDS = 1.5;

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 24_000, 44_100, 48_000})
    void pcm_is_the_same_tone_at_24_000_samples_a_second(int rate) {
        Sound pcm = encoded(AudioEncoding.PCM, rate);

        Samples heard = Samples.of(pcm.bytes().toArray(), 24_000, ByteOrder.LITTLE_ENDIAN);
        assertThat(pcm.mediaType()).isEqualTo("audio/pcm");
        assertThat(heard.seconds()).isCloseTo(SECONDS, within(0.001));
        isTheTone(heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {11_025, 16_000, 22_050, 24_000, 48_000})
    void opus_in_ogg_decodes_to_the_same_tone_of_the_same_length(int rate) throws Exception {
        Sound opus = encoded(AudioEncoding.OPUS, rate);

        assertThat(opus.mediaType()).isEqualTo("audio/ogg");
        assertThat(opus.bytes().size()).isLessThan(8_000);
        OpusFile file =
                new OpusFile(new OggFile(new ByteArrayInputStream(opus.bytes().toArray())));
        OpusDecoder decoder = new OpusDecoder(48_000, 1);
        short[] all = new short[200_000];
        int length = 0;
        long last = 0;
        for (OpusAudioData data = file.getNextAudioPacket(); data != null; data = file.getNextAudioPacket()) {
            length += decoder.decode(data.getData(), 0, data.getData().length, all, length, 5760, false);
            last = data.getGranulePosition();
        }
        int skipped = file.getInfo().getPreSkip();
        assertThat(skipped).isPositive();
        assertThat(last - skipped).as("samples of the whole").isCloseTo(Math.round(SECONDS * 48_000), within(10L));
        assertThat((long) length).isGreaterThanOrEqualTo(last);
        short[] heard = Arrays.copyOfRange(all, skipped, (int) last);
        isTheTone(Samples.of(heard, 48_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
    void mp3_is_frame_after_frame_for_as_long_as_the_sound(int rate) {
        Sound mp3 = encoded(AudioEncoding.MP3, rate);

        assertThat(mp3.mediaType()).isEqualTo("audio/mpeg");
        assertThat(mp3.bytes().size()).isBetween(11_000, 14_000);
        assertThat(Mp3Length.of(mp3.bytes()).orElseThrow().toMillis())
                .isBetween((long) (SECONDS * 1000), (long) (SECONDS * 1000) + 150);
        assertThat(Mp3Length.of(tone(rate).bytes())).isEmpty();
        assertThat(Mp3Length.of(ByteString.fromString("ID3")
                        .concat(ByteString.fromArray(new byte[7]))
                        .concat(mp3.bytes())))
                .isEqualTo(Mp3Length.of(mp3.bytes()));
    }

    @Test
    void what_is_not_wav_is_passed_on_as_it_is_and_turned_into_nothing_else() {
        Sound mp3 = encoded(AudioEncoding.MP3, 24_000);

        assertThat(AudioEncoding.MP3.encoded(mp3).toCompletableFuture().join()).isSameAs(mp3);
        assertThat(AudioEncoding.OPUS.encoded(mp3).toCompletableFuture())
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withCauseInstanceOf(Refusal.class);
    }

    @Test
    void wav_is_the_sound_itself() {
        Sound tone = tone(24_000);

        assertThat(AudioEncoding.WAV.encoded(tone).toCompletableFuture().join()).isSameAs(tone);
    }

    @Test
    void silence_is_encoded_as_well() {
        for (AudioEncoding encoding : AudioEncoding.values())
            assertThat(encoding.encoded(Wav.silence()).toCompletableFuture()).succeedsWithin(Duration.ofMinutes(1));
    }

    private static Sound encoded(AudioEncoding encoding, int rate) {
        return encoding.encoded(tone(rate))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private static Sound tone(int rate) {
        short[] samples = new short[(int) (SECONDS * rate)];
        for (int at = 0; at < samples.length; at++)
            samples[at] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * HERTZ * at / rate));
        return Wav.of(Samples.of(samples, rate));
    }

    /** Its loudness and its pitch, by how often it crosses zero. */
    private static void isTheTone(Samples heard) {
        short[] values = heard.values();
        int from = values.length / 10;
        int to = values.length - from;
        int crossings = 0;
        double power = 0;
        for (int at = from; at < to; at++) {
            if (values[at - 1] < 0 && values[at] >= 0) crossings++;
            power += (double) values[at] * values[at];
        }
        double seconds = (double) (to - from) / heard.rate();
        assertThat(crossings / seconds).as("hertz").isCloseTo(HERTZ, within(4.0));
        assertThat(Math.sqrt(power / (to - from))).as("loudness").isBetween(5_000.0, 9_000.0);
    }
}
