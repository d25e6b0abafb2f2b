package parley.http.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.engine.recording.Timeline;

/** A WAV file whose chapters are cue points with labels, as in Microsoft's description of RIFF from 1991. */
final class WavFile extends AudioFile {
    private static final int HEADER = 44;
    private static final int CHUNK_HEADER = 8;
    private static final int FORMAT_LENGTH = 16;
    private static final int CUE_POINT = 24;
    private static final short PCM = 1;
    private static final short MONO = 1;

    private final Labels labels;
    private long samples;

    WavFile(FileChannel channel, Labels labels) throws IOException {
        super(channel);
        this.labels = labels;
        append(new byte[HEADER]);
    }

    @Override
    void write(short[] more) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(more.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(more);
        append(bytes.array());
        samples += more.length;
    }

    @Override
    void finish(List<Chapter> chapters) throws IOException {
        byte[] cues = chunk("cue ", points(chapters));
        byte[] texts = chunk("LIST", labelled(chapters));
        byte[] about = chunk("LIST", info());
        append(cues);
        append(texts);
        append(about);
        overwrite(0, header(cues.length + texts.length + about.length));
    }

    private byte[] header(int after) {
        int length = Math.toIntExact(samples * Short.BYTES);
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(name("RIFF")).putInt(HEADER - CHUNK_HEADER + length + after).put(name("WAVE"));
        header.put(name("fmt ")).putInt(FORMAT_LENGTH).putShort(PCM).putShort(MONO);
        header.putInt(Timeline.RATE).putInt(Timeline.RATE * Short.BYTES);
        header.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        header.put(name("data")).putInt(length);
        return header.array();
    }

    private static byte[] points(List<Chapter> chapters) {
        ByteBuffer points =
                ByteBuffer.allocate(Integer.BYTES + CUE_POINT * chapters.size()).order(ByteOrder.LITTLE_ENDIAN);
        points.putInt(chapters.size());
        for (int at = 0; at < chapters.size(); at++) {
            int sample = Math.toIntExact(chapters.get(at).span().from());
            points.putInt(at + 1)
                    .putInt(sample)
                    .put(name("data"))
                    .putInt(0)
                    .putInt(0)
                    .putInt(sample);
        }
        return points.array();
    }

    private static byte[] labelled(List<Chapter> chapters) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(name("adtl"));
        for (int at = 0; at < chapters.size(); at++) {
            byte[] text = text(chapters.get(at).title());
            ByteBuffer label = ByteBuffer.allocate(Integer.BYTES + text.length).order(ByteOrder.LITTLE_ENDIAN);
            list.writeBytes(chunk("labl", label.putInt(at + 1).put(text).array()));
        }
        return list.toByteArray();
    }

    private byte[] info() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(name("INFO"));
        list.writeBytes(chunk("INAM", text(labels.name())));
        list.writeBytes(chunk("IART", text(labels.speakers())));
        return list.toByteArray();
    }

    /** A chunk of an odd length is followed by a byte that does not count. */
    private static byte[] chunk(String name, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_HEADER + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(name(name)).putInt(content.length).put(content).array();
    }

    private static byte[] text(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
