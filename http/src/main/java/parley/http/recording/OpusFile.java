package parley.http.recording;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketWriter;
import parley.engine.recording.Timeline;

/** Opus in an Ogg file (RFC 7845). */
final class OpusFile extends AudioFile {
    private static final int BITS = 24_000;
    private static final int COMPLEXITY = 5;
    /** Packets of 20 ms. */
    private static final int PACKETS_A_SECOND = 50;

    private static final int FRAME = Timeline.RATE / PACKETS_A_SECOND;
    /** What a packet may take at most (RFC 6716, 3.2.1). */
    private static final int LARGEST_PACKET = 1275;
    /** Positions in the file count samples of 48 000 a second, whatever the sound's own. */
    private static final int TICKS = 48_000 / Timeline.RATE;

    private final OpusHeaders headers;
    private final OggPacketWriter pages;
    private final OpusEncoder encoder;
    private final int serial = ThreadLocalRandom.current().nextInt();
    private final short[] frame = new short[FRAME];
    private final byte[] packet = new byte[LARGEST_PACKET];
    private int filled;
    private long samples;
    private long packets;

    OpusFile(FileChannel channel, Labels labels) throws IOException {
        super(channel);
        try {
            encoder = new OpusEncoder(Timeline.RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        } catch (OpusException impossible) {
            throw new IllegalStateException("Opus knows this rate", impossible);
        }
        encoder.setBitrate(BITS);
        encoder.setComplexity(COMPLEXITY);
        headers = new OpusHeaders(labels, encoder.getLookahead() * TICKS);
        pages = new OggFile(new Appended()).getPacketWriter(serial);
        headers.write(pages, List.of());
    }

    @Override
    void write(short[] more) throws IOException {
        int at = 0;
        while (at < more.length) {
            int count = Math.min(FRAME - filled, more.length - at);
            System.arraycopy(more, at, frame, filled, count);
            filled += count;
            at += count;
            samples += count;
            if (filled == FRAME) encode(Long.MAX_VALUE);
        }
    }

    /** What the encoder holds back comes out with silence behind it; the last position cuts that silence off. */
    @Override
    void finish(List<Chapter> chapters) throws IOException {
        long end = samples * TICKS + headers.skipped();
        while (packets * FRAME * TICKS < end) {
            Arrays.fill(frame, filled, FRAME, (short) 0);
            encode(end);
        }
        pages.close();
        overwrite(0, headers.bytes(serial, chapters));
    }

    /** A page a second. */
    private void encode(long end) throws IOException {
        try {
            int length = encoder.encode(frame, 0, FRAME, packet, 0, packet.length);
            filled = 0;
            packets++;
            pages.setGranulePosition(Math.min(end, packets * FRAME * TICKS));
            boolean full = packets % PACKETS_A_SECOND == 0 && packets * FRAME * TICKS < end;
            pages.bufferPacket(new OggPacket(Arrays.copyOf(packet, length)), full);
            if (full) giveWay();
        } catch (OpusException failure) {
            throw new IOException("Opus could not be written", failure);
        }
    }

    /** The end of the file as a stream. */
    private final class Appended extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            append(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            append(Arrays.copyOfRange(bytes, from, from + length));
        }
    }
}
