package parley.http.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusInfo;
import parley.engine.recording.Timeline;
import parley.engine.recording.Timeline.Span;

/**
 * The two packets before the sound of an Opus file; chapters are comments named CHAPTER001 and CHAPTER001NAME, as Xiph's
 * wiki tells. They take the same room whatever chapters there are: what is not needed is filled with zeros, which RFC 7845
 * allows behind the comments.
 */
final class OpusHeaders {
    private static final String MAKER = "Parley";
    private static final int MILLIS = 1000;
    private static final int SECONDS = 60;
    private static final int MINUTES = 60;

    private final Labels labels;
    private final int skipped;
    private final int room;

    OpusHeaders(Labels labels, int skipped) {
        this.labels = labels;
        this.skipped = skipped;
        List<Chapter> all = labels.chapters().stream()
                .map(it -> new Chapter(it, new Span(0, 0)))
                .toList();
        this.room = tags(all).length;
    }

    /** Samples of 48 000 a second that a player leaves out at the beginning. */
    int skipped() {
        return skipped;
    }

    /** The head and the tags each have pages of their own. */
    void write(OggPacketWriter pages, List<Chapter> chapters) throws IOException {
        OpusInfo head = new OpusInfo();
        head.setNumChannels(1);
        head.setSampleRate(Timeline.RATE);
        head.setPreSkip(skipped);
        pages.bufferPacket(head.write(), true);
        byte[] tags = tags(chapters);
        pages.bufferPacket(new OggPacket(ByteBuffer.allocate(room).put(tags).array()), true);
    }

    /** The same pages by themselves. */
    byte[] bytes(int serial, List<Chapter> chapters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Closing it would mark the last page as the end of the stream.
        write(new OggFile(bytes).getPacketWriter(serial), chapters);
        return bytes.toByteArray();
    }

    private byte[] tags(List<Chapter> chapters) {
        List<String> comments = new ArrayList<>();
        comments.add("TITLE=" + labels.name());
        comments.add("ARTIST=" + labels.speakers());
        for (int at = 0; at < chapters.size(); at++) {
            String name = "CHAPTER%03d".formatted(at + 1);
            comments.add(name + "=" + time(chapters.get(at).span().fromMillis()));
            comments.add(name + "NAME=" + chapters.get(at).title());
        }
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        tags.writeBytes("OpusTags".getBytes(StandardCharsets.US_ASCII));
        text(tags, MAKER);
        number(tags, comments.size());
        comments.forEach(it -> text(tags, it));
        return tags.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, int number) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private static String time(long millis) {
        long seconds = millis / MILLIS;
        long minutes = seconds / SECONDS;
        return "%02d:%02d:%02d.%03d"
                .formatted(minutes / MINUTES, minutes % MINUTES, seconds % SECONDS, millis % MILLIS);
    }
}
