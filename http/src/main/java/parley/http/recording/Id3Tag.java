package parley.http.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import parley.engine.recording.Timeline.Span;

/**
 * An ID3 tag of version 2.4 with chapters (ID3v2 Chapter Frame Addendum 1.0): a CTOC frame that lists them in order, and a
 * CHAP frame with a TIT2 inside for each. It takes the same room whatever chapters there are.
 */
final class Id3Tag {
    private static final int HEADER = 10;
    private static final byte VERSION = 4;
    private static final byte UTF_8 = 3;
    private static final String CONTENTS = "toc";
    /** The list is the first one, and its order counts. */
    private static final byte TOP_AND_ORDERED = 3;
    /** The place of a chapter in bytes is not told; its time is. */
    private static final int NOT_TOLD = -1;
    /** A list counts its chapters with one byte. */
    private static final int MOST_CHAPTERS = 255;

    private final Labels labels;
    private final int size;

    Id3Tag(Labels labels) {
        this.labels = labels;
        List<Chapter> all = labels.chapters().stream()
                .map(it -> new Chapter(it, new Span(0, 0)))
                .toList();
        this.size = HEADER + frames(all).length;
    }

    /** The room that it takes in bytes. */
    int size() {
        return size;
    }

    /** The whole tag; what it does not need is filled with zeros. */
    byte[] written(List<Chapter> chapters) {
        ByteBuffer tag = ByteBuffer.allocate(size);
        tag.put(ascii("ID3")).put(VERSION).put((byte) 0).put((byte) 0).put(sevenBits(size - HEADER));
        return tag.put(frames(chapters)).array();
    }

    private byte[] frames(List<Chapter> all) {
        List<Chapter> chapters = all.subList(0, Math.min(all.size(), MOST_CHAPTERS));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(text("TIT2", labels.name()));
        frames.writeBytes(text("TPE1", labels.speakers()));
        if (chapters.isEmpty()) return frames.toByteArray();
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < chapters.size(); at++) ids.add("chapter%03d".formatted(at));
        frames.writeBytes(contents(ids));
        for (int at = 0; at < chapters.size(); at++) frames.writeBytes(chapter(ids.get(at), chapters.get(at)));
        return frames.toByteArray();
    }

    private static byte[] contents(List<String> ids) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ascii(CONTENTS + '\0'));
        body.write(TOP_AND_ORDERED);
        body.write(ids.size());
        ids.forEach(it -> body.writeBytes(ascii(it + '\0')));
        return frame("CTOC", body.toByteArray());
    }

    private static byte[] chapter(String id, Chapter chapter) {
        byte[] name = ascii(id + '\0');
        byte[] title = text("TIT2", chapter.title());
        ByteBuffer body = ByteBuffer.allocate(name.length + 4 * Integer.BYTES + title.length);
        body.put(name);
        body.putInt(Math.toIntExact(chapter.span().fromMillis()));
        body.putInt(Math.toIntExact(chapter.span().toMillis()));
        return frame("CHAP", body.putInt(NOT_TOLD).putInt(NOT_TOLD).put(title).array());
    }

    private static byte[] text(String name, String text) {
        byte[] bytes = text.replace('\0', ' ').getBytes(StandardCharsets.UTF_8);
        return frame(
                name,
                ByteBuffer.allocate(1 + bytes.length).put(UTF_8).put(bytes).array());
    }

    private static byte[] frame(String name, byte[] body) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + body.length);
        return frame.put(ascii(name))
                .put(sevenBits(body.length))
                .putShort((short) 0)
                .put(body)
                .array();
    }

    /** A number with seven bits in each byte, so that it never looks like a frame of sound. */
    private static byte[] sevenBits(int number) {
        byte[] bytes = new byte[Integer.BYTES];
        for (int at = 0; at < bytes.length; at++) bytes[at] = (byte) ((number >> (7 * (bytes.length - 1 - at))) & 0x7F);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
