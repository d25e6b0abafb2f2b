package parley.http.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.speech.SpeechFailure;

final class WavTest {
    private static final Samples SAMPLES = Samples.of(new short[] {1, -2, 300, -32_768, 32_767}, 22_050);

    @Test
    void comes_back_as_it_was_written() {
        assertThat(Wav.read(Wav.of(SAMPLES).bytes())).isEqualTo(SAMPLES);
        assertThat(Wav.of(SAMPLES).length()).isEqualTo(SAMPLES.length());
        assertThat(Wav.read(Wav.silence().bytes()).count()).isZero();
    }

    @Test
    void reads_on_where_the_header_cannot_know_the_length() {
        ByteBuffer file = Wav.of(SAMPLES).bytes().toByteBuffer();
        ByteBuffer streamed = ByteBuffer.allocate(file.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        streamed.put(file).putInt(4, 0x7ffff024).putInt(40, 0x7ffff000);

        assertThat(Wav.read(ByteString.fromArray(streamed.array()))).isEqualTo(SAMPLES);
        streamed.putInt(4, -1).putInt(40, -1);
        assertThat(Wav.read(ByteString.fromArray(streamed.array()))).isEqualTo(SAMPLES);
    }

    @Test
    void skips_chunks_that_it_does_not_know_and_what_follows_the_sound() {
        ByteString file = Wav.of(SAMPLES).bytes();
        ByteString more = chunk("LIST", "odd").concat(ByteString.fromArray(new byte[1]));

        assertThat(Wav.read(file.take(36).concat(more).concat(file.drop(36)).concat(chunk("id3 ", "tag!"))))
                .isEqualTo(SAMPLES);
    }

    @Test
    void mixes_two_channels() {
        ByteBuffer file = ByteBuffer.wrap(Wav.of(Samples.of(new short[] {10, 20, -4, -6}, 24_000))
                        .bytes()
                        .toArray())
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(22, (short) 2);

        assertThat(Wav.read(ByteString.fromArray(file.array())).values()).containsExactly(15, -5);
    }

    @ParameterizedTest
    @CsvSource({"20, 3", "22, 0", "22, 6", "34, 8", "34, 24", "24, 0"})
    void refuses_kinds_that_it_cannot_read(int at, short value) {
        ByteBuffer file = ByteBuffer.wrap(Wav.of(SAMPLES).bytes().toArray()).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(at, value);

        assertThatThrownBy(() -> Wav.read(ByteString.fromArray(file.array()))).isInstanceOf(SpeechFailure.class);
    }

    @Test
    void never_breaks_in_an_unknown_way_whatever_the_bytes() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] whole = Wav.of(SAMPLES).bytes().toArray();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 9));
            for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                Wav.read(ByteString.fromArray(bytes));
            } catch (SpeechFailure _) {
                // the one way in which it may fail
            }
            Mp3Length.of(ByteString.fromArray(bytes));
        }
    }

    private static ByteString chunk(String name, String content) {
        ByteBuffer chunk = ByteBuffer.allocate(8 + content.length()).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(content.length());
        return ByteString.fromArray(
                chunk.put(content.getBytes(StandardCharsets.US_ASCII)).array());
    }
}
