package parley.http.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A WAV file of a humming voice: enough for a browser to decode and to play. */
final class Tone {
    private static final int RATE = 22_050;
    private static final int HEADER = 44;
    private static final double LOUDNESS = 9_000;
    private static final double SYLLABLES = 4.5;

    private Tone() {}

    static byte[] wav(int hertz, long millis) {
        int samples = (int) (RATE * millis / 1000);
        ByteBuffer file = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + 2 * samples).put(ascii("WAVEfmt "));
        file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        file.putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(2 * samples);
        for (int sample = 0; sample < samples; sample++) file.putShort(level(hertz, sample / (double) RATE));
        return file.array();
    }

    private static short level(int hertz, double second) {
        double syllable = Math.abs(Math.sin(Math.PI * SYLLABLES * second));
        double hum = Math.sin(2 * Math.PI * hertz * second) + 0.4 * Math.sin(4 * Math.PI * hertz * second);
        return (short) (LOUDNESS * syllable * hum);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
