package parley.http.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;

/** Writes samples as a WAV file: 16 bits, one channel, little-endian. */
final class Wav {
    static final String MEDIA_TYPE = "audio/wav";
    private static final int HEADER = 44;
    private static final int FORMAT_LENGTH = 16;
    private static final short PCM = 1;
    private static final short MONO = 1;
    private static final short SAMPLE_BYTES = 2;
    private static final int SILENCE_RATE = 24_000;

    private Wav() {}

    static Sound of(short[] samples, int rate) {
        int length = samples.length * SAMPLE_BYTES;
        ByteBuffer file = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(name("RIFF")).putInt(HEADER - 8 + length).put(name("WAVE"));
        file.put(name("fmt ")).putInt(FORMAT_LENGTH).putShort(PCM).putShort(MONO);
        file.putInt(rate).putInt(rate * SAMPLE_BYTES).putShort(SAMPLE_BYTES).putShort((short) (8 * SAMPLE_BYTES));
        file.put(name("data")).putInt(length);
        file.asShortBuffer().put(samples);
        Duration plays = Duration.ofNanos(samples.length * 1_000_000_000L / rate);
        return new Sound(MEDIA_TYPE, ByteString.fromArrayUnsafe(file.array()), plays);
    }

    /** A sound of no length. */
    static Sound silence() {
        return of(new short[0], SILENCE_RATE);
    }

    private static byte[] name(String chunk) {
        return chunk.getBytes(StandardCharsets.US_ASCII);
    }
}
