package parley.http.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;

/** Samples as a WAV file: 16 bits, one channel, little-endian. */
public final class Wav {
    public static final String MEDIA_TYPE = "audio/wav";
    private static final int HEADER = 44;
    private static final int CHUNK_HEADER = 8;
    private static final int RIFF_HEADER = 12;
    private static final int FORMAT_LENGTH = 16;
    private static final short PCM = 1;
    private static final short ANY = (short) 0xFFFE;
    private static final short MONO = 1;
    private static final short STEREO = 2;
    private static final short SAMPLE_BYTES = 2;
    private static final int LOWEST_RATE = 4_000;
    private static final int HIGHEST_RATE = 192_000;
    private static final int SILENCE_RATE = 24_000;
    private static final int UNKNOWN = 0xFFFFFFFF;

    private Wav() {}

    /** A file of these samples. */
    public static Sound of(Samples samples) {
        int length = samples.count() * SAMPLE_BYTES;
        ByteBuffer file = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        head(file, samples.rate(), HEADER - CHUNK_HEADER + length, length);
        file.put(samples.bytes());
        return new Sound(MEDIA_TYPE, ByteString.fromArrayUnsafe(file.array()), samples.length());
    }

    /** What stands before so many bytes of samples. */
    public static ByteString header(int rate, int bytes) {
        return header(rate, HEADER - CHUNK_HEADER + bytes, bytes);
    }

    /** What stands before samples whose number nobody knows yet: all that follows, as players take the largest length. */
    public static ByteString header(int rate) {
        return header(rate, UNKNOWN, UNKNOWN);
    }

    private static ByteString header(int rate, int file, int data) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        head(header, rate, file, data);
        return ByteString.fromArrayUnsafe(header.array());
    }

    private static void head(ByteBuffer to, int rate, int file, int data) {
        to.put(name("RIFF")).putInt(file).put(name("WAVE"));
        to.put(name("fmt ")).putInt(FORMAT_LENGTH).putShort(PCM).putShort(MONO);
        to.putInt(rate).putInt(rate * SAMPLE_BYTES);
        to.putShort(SAMPLE_BYTES).putShort((short) (8 * SAMPLE_BYTES));
        to.put(name("data")).putInt(data);
    }

    /** A sound of no length. */
    public static Sound silence() {
        return of(Samples.of(new short[0], SILENCE_RATE));
    }

    /** Whether these bytes begin as a WAV file does. */
    public static boolean is(ByteString file) {
        return file.size() >= RIFF_HEADER && at(file, 0, "RIFF") && at(file, 8, "WAVE");
    }

    /**
     * Reads the samples of a WAV file of 16 bits, one channel or two that are mixed. A length that cannot be true, as
     * programs write it that do not know the length beforehand, means all that follows.
     */
    public static Samples read(ByteString bytes) {
        if (!is(bytes)) throw new SpeechFailure("the voice answered something else than a WAV file");
        ByteBuffer file = bytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int channels = 0;
        int rate = 0;
        for (int at = RIFF_HEADER; at + CHUNK_HEADER <= file.limit(); ) {
            long length = Integer.toUnsignedLong(file.getInt(at + 4));
            int from = at + CHUNK_HEADER;
            if (at(bytes, at, "fmt ") && length >= FORMAT_LENGTH && from + FORMAT_LENGTH <= file.limit()) {
                channels = channels(file, from);
                rate = rate(file, from);
            }
            if (at(bytes, at, "data") && channels > 0) return samples(file, from, length, channels, rate);
            if (from + length + length % 2 > file.limit()) break;
            at = (int) (from + length + length % 2);
        }
        throw new SpeechFailure("the voice answered a broken WAV file");
    }

    private static int channels(ByteBuffer file, int at) {
        short kind = file.getShort(at);
        short channels = file.getShort(at + 2);
        short bits = file.getShort(at + 14);
        if ((kind != PCM && kind != ANY) || bits != 8 * SAMPLE_BYTES || (channels != MONO && channels != STEREO))
            throw new SpeechFailure("the voice answered a WAV file of an unusual kind");
        return channels;
    }

    private static int rate(ByteBuffer file, int at) {
        int rate = file.getInt(at + 4);
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE)
            throw new SpeechFailure("the voice answered a WAV file of an unusual rate");
        return rate;
    }

    private static Samples samples(ByteBuffer file, int from, long length, int channels, int rate) {
        int bytes = (int) Math.min(length, file.limit() - from);
        short[] all = new short[bytes / SAMPLE_BYTES];
        file.slice(from, bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(all);
        return Samples.of(channels == MONO ? all : mixed(all), rate);
    }

    private static short[] mixed(short[] both) {
        short[] one = new short[both.length / 2];
        for (int at = 0; at < one.length; at++) one[at] = (short) ((both[2 * at] + both[2 * at + 1]) / 2);
        return one;
    }

    private static boolean at(ByteString file, int at, String name) {
        for (int by = 0; by < name.length(); by++) if (file.apply(at + by) != name.charAt(by)) return false;
        return true;
    }

    private static byte[] name(String chunk) {
        return chunk.getBytes(StandardCharsets.US_ASCII);
    }
}
