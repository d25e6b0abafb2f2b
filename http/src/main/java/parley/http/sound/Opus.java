package parley.http.sound;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusInfo;
import org.gagravarr.opus.OpusTags;

/** Writes Opus in Ogg as RFC 7845 tells. */
final class Opus {
    private static final int BITS = 24_000;
    private static final int COMPLEXITY = 5;
    /** Packets of 20 ms. */
    private static final int PACKETS_A_SECOND = 50;
    /** What a packet may take at most (RFC 6716, 3.2.1). */
    private static final int LARGEST_PACKET = 1275;
    /** Positions in the file count samples of this rate, whatever the sound's own. */
    private static final int CLOCK = 48_000;

    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);

    private Opus() {}

    private static Samples fitting(Samples samples) {
        return RATES.contains(samples.rate()) ? samples : samples.at(AudioEncoding.WIRE_RATE);
    }

    static byte[] of(Samples any) {
        Samples samples = fitting(any);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OggFile file = new OggFile(bytes);
                OggPacketWriter writer = file.getPacketWriter()) {
            OpusEncoder encoder = new OpusEncoder(samples.rate(), 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(BITS);
            encoder.setComplexity(COMPLEXITY);
            int skipped = encoder.getLookahead() * (CLOCK / samples.rate());
            writeHeaders(writer, samples, skipped);
            writePackets(writer, samples, skipped, encoder);
        } catch (IOException | OpusException impossible) {
            throw new IllegalStateException("Opus could not be written", impossible);
        }
        return bytes.toByteArray();
    }

    /** The head and the tags each have a page of their own. */
    private static void writeHeaders(OggPacketWriter writer, Samples samples, int skipped) throws IOException {
        OpusInfo head = new OpusInfo();
        head.setNumChannels(1);
        head.setSampleRate(samples.rate());
        head.setPreSkip(skipped);
        writer.bufferPacket(head.write(), true);
        writer.bufferPacket(new OpusTags().write(), true);
    }

    /** A page a second; the position of the last page cuts off what fills its last packet. */
    private static void writePackets(OggPacketWriter writer, Samples samples, int skipped, OpusEncoder encoder)
            throws IOException, OpusException {
        int frame = samples.rate() / PACKETS_A_SECOND;
        int tick = CLOCK / samples.rate();
        long end = (long) samples.count() * tick + skipped;
        int packets = Math.toIntExact((end + (long) frame * tick - 1) / ((long) frame * tick));
        short[] padded = Arrays.copyOf(samples.values(), packets * frame);
        byte[] packet = new byte[LARGEST_PACKET];
        for (int at = 0; at < packets; at++) {
            int length = encoder.encode(padded, at * frame, frame, packet, 0, packet.length);
            writer.setGranulePosition(Math.min(end, (long) (at + 1) * frame * tick));
            boolean full = at % PACKETS_A_SECOND == PACKETS_A_SECOND - 1 && at < packets - 1;
            writer.bufferPacket(new OggPacket(Arrays.copyOf(packet, length)), full);
        }
    }
}
