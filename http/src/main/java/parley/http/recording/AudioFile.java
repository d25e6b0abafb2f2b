package parley.http.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import parley.engine.recording.Mix;

/**
 * A sound file that is written as the sound comes, {@value parley.engine.recording.Timeline#RATE} samples a second. What
 * has to stand at its beginning and is known only at its end gets room at the beginning.
 */
abstract class AudioFile implements Closeable {
    private final FileChannel channel;

    AudioFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Begins a file; {@code labels} name all chapters that there can be. */
    static AudioFile begin(Mix.Format format, FileChannel channel, Labels labels) throws IOException {
        return switch (format) {
            case MP3 -> new Mp3File(channel, labels);
            case OPUS -> new OpusFile(channel, labels);
            case WAV -> new WavFile(channel, labels);
        };
    }

    /** Takes more sound. */
    abstract void write(short[] samples) throws IOException;

    /** Ends the file with the chapters that there are. */
    abstract void finish(List<Chapter> chapters) throws IOException;

    @Override
    public void close() {}

    /** A virtual thread that computes keeps all others waiting unless it gives way. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void giveWay() {
        Thread.yield();
    }

    final void append(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) channel.write(rest);
    }

    final void append(byte[] bytes) throws IOException {
        append(bytes, bytes.length);
    }

    /** Writes over what stands at a place. */
    final void overwrite(long place, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) channel.write(rest, place + bytes.length - rest.remaining());
    }
}
