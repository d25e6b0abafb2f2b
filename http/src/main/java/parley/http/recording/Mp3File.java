package parley.http.recording;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import parley.engine.recording.Timeline;

/** An MP3 file by LAME with an ID3 tag before the sound. */
final class Mp3File extends AudioFile {
    private static final int KILOBITS = 64;

    private final Id3Tag tag;
    private final LameEncoder lame;
    private final byte[] frames;

    Mp3File(FileChannel channel, Labels labels) throws IOException {
        super(channel);
        AudioFormat format = new AudioFormat(Timeline.RATE, Short.SIZE, 1, true, false);
        this.lame = new LameEncoder(format, KILOBITS, LameEncoder.CHANNEL_MODE_MONO, LameEncoder.QUALITY_LOW, false);
        this.frames = new byte[lame.getMP3BufferSize()];
        this.tag = new Id3Tag(labels);
        append(new byte[tag.size()]);
    }

    @Override
    void write(short[] samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        int block = lame.getPCMBufferSize();
        for (int at = 0; at < bytes.capacity(); at += block) {
            append(frames, lame.encodeBuffer(bytes.array(), at, Math.min(block, bytes.capacity() - at), frames));
            giveWay();
        }
    }

    @Override
    void finish(List<Chapter> chapters) throws IOException {
        append(frames, lame.encodeFinish(frames));
        overwrite(0, tag.written(chapters));
    }

    @Override
    public void close() {
        lame.close();
    }
}
