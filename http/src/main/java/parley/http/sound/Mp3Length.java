package parley.http.sound;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** Tells how long an MP3 file plays, by the headers of its frames (ISO 11172-3, 2.4.2.3, and 13818-3). */
public final class Mp3Length {
    private static final int HEADER = 4;
    private static final int TAG_HEADER = 10;
    private static final int[] KILOBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES_1 = {44_100, 48_000, 32_000};
    private static final long MICROS = 1_000_000;

    private Mp3Length() {}

    /** The length; empty where this is no MP3 file. What follows the last whole frame is not counted. */
    public static Optional<Duration> of(ByteString file) {
        long micros = 0;
        for (int at = afterTag(file); at + HEADER <= file.size(); ) {
            Frame frame = frame(file, at);
            if (frame.bytes == 0 || at + frame.bytes > file.size()) break;
            micros += frame.micros;
            at += frame.bytes;
        }
        return micros == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(micros * 1000));
    }

    /** An ID3 tag may stand before the sound; each byte of its length has seven bits. */
    private static int afterTag(ByteString file) {
        if (file.size() < TAG_HEADER || !file.take(3).utf8String().equals("ID3")) return 0;
        int length = 0;
        for (int by = 6; by < TAG_HEADER; by++) length = (length << 7) | (file.apply(by) & 0x7F);
        return TAG_HEADER + length;
    }

    private record Frame(int bytes, long micros) {}

    private static final Frame NONE = new Frame(0, 0);

    private static Frame frame(ByteString file, int at) {
        int second = file.apply(at + 1) & 0xFF;
        int third = file.apply(at + 2) & 0xFF;
        int version = second >> 3 & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
        boolean layerThree = (second >> 1 & 3) == 1;
        int bits = third >> 4;
        int rateIndex = third >> 2 & 3;
        if (file.apply(at) != (byte) 0xFF || second < 0xE0 || version == 1 || !layerThree) return NONE;
        if (bits == 0 || bits == 15 || rateIndex == 3) return NONE;
        int rate = RATES_1[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int samples = version == 3 ? 1152 : 576;
        int kilobits = version == 3 ? KILOBITS_1[bits] : KILOBITS_2[bits];
        int bytes = samples / 8 * kilobits * 1000 / rate + (third >> 1 & 1);
        return new Frame(bytes, samples * MICROS / rate);
    }
}
