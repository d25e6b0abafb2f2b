package parley.http.sound;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import javax.sound.sampled.AudioFormat;

/** Writes MP3 by LAME. */
final class Mp3 {
    private static final int KILOBITS = 64;
    /** The rates that MPEG 1 and 2 know. */
    private static final Set<Integer> RATES = Set.of(16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private Mp3() {}

    private static Samples fitting(Samples samples) {
        return RATES.contains(samples.rate()) ? samples : samples.at(AudioEncoding.WIRE_RATE);
    }

    static byte[] of(Samples any) {
        Samples samples = fitting(any);
        AudioFormat format = new AudioFormat(samples.rate(), Short.SIZE, 1, true, false);
        LameEncoder lame =
                new LameEncoder(format, KILOBITS, LameEncoder.CHANNEL_MODE_MONO, LameEncoder.QUALITY_LOW, false);
        try {
            byte[] pcm = samples.bytes();
            byte[] frames = new byte[lame.getMP3BufferSize()];
            int block = lame.getPCMBufferSize();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int at = 0; at < pcm.length; at += block)
                file.write(frames, 0, lame.encodeBuffer(pcm, at, Math.min(block, pcm.length - at), frames));
            file.write(frames, 0, lame.encodeFinish(frames));
            return file.toByteArray();
        } finally {
            lame.close();
        }
    }
}
