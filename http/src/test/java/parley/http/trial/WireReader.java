package parley.http.trial;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one chunked answer of an event stream byte by byte, strictly, so that it can be cut at any byte and say where it
 * was cut. A frame counts only once its empty line was read.
 */
final class WireReader {
    /** Where in an answer a byte lies. */
    enum Place {
        BEFORE_ANSWER,
        HEAD,
        CHUNK_LINE,
        BETWEEN_FRAMES,
        INSIDE_FRAME,
        INSIDE_CHARACTER,
        END
    }

    private static final int HEXADECIMAL = 16;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final Consumer<Frame> frames;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private Place place = Place.BEFORE_ANSWER;
    private int headEnd;
    private int left;
    private int last;

    WireReader(Consumer<Frame> frames) {
        this.frames = frames;
    }

    void take(byte next) {
        switch (place) {
            case BEFORE_ANSWER, HEAD -> head(next);
            case CHUNK_LINE -> chunkLine(next);
            case BETWEEN_FRAMES, INSIDE_FRAME, INSIDE_CHARACTER -> data(next);
            case END -> {}
        }
    }

    /** What would be broken if nothing more came. */
    Place place() {
        return place == Place.INSIDE_FRAME && openCharacter() ? Place.INSIDE_CHARACTER : place;
    }

    private void head(byte next) {
        place = Place.HEAD;
        line.write(next);
        headEnd = next == HEAD_END[headEnd] ? headEnd + 1 : next == '\r' ? 1 : 0;
        if (headEnd < HEAD_END.length) return;
        String head = taken();
        if (!head.startsWith("HTTP/1.1 200 ") || !head.contains("Transfer-Encoding: chunked"))
            throw new AssertionError("not the answer that was asked for: " + head);
        place = Place.CHUNK_LINE;
    }

    /** The size before a chunk, and the empty line after one. */
    private void chunkLine(byte next) {
        if (next == '\r') return;
        if (next != '\n') {
            line.write(next);
            return;
        }
        String size = taken();
        if (size.isEmpty()) return;
        left = Integer.parseInt(size, HEXADECIMAL);
        place = left == 0 ? Place.END : inData();
    }

    private void data(byte next) {
        frame.write(next);
        if (next == '\n' && last == '\n') {
            tell(frame.toByteArray());
            frame.reset();
        }
        last = frame.size() == 0 ? 0 : next;
        place = --left == 0 ? Place.CHUNK_LINE : inData();
    }

    private Place inData() {
        return frame.size() == 0 ? Place.BETWEEN_FRAMES : Place.INSIDE_FRAME;
    }

    private void tell(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new AssertionError("not UTF-8: " + new String(bytes, StandardCharsets.UTF_8), broken);
        }
        Frame told = frame(text);
        if (told != null) frames.accept(told);
    }

    /** The frame that a text is; nothing where it is a comment or the pause before a retry. */
    private static @Nullable Frame frame(String text) {
        String[] lines = text.strip().split("\n", -1);
        if (lines.length == 1 && (lines[0].startsWith(":") || lines[0].startsWith("retry: "))) return null;
        if (lines.length != 3
                || !lines[0].startsWith("id: ")
                || !lines[1].startsWith("event: ")
                || !lines[2].startsWith("data: ")) throw new AssertionError("not a frame: " + text);
        return new Frame(
                lines[0].substring("id: ".length()),
                lines[1].substring("event: ".length()),
                lines[2].substring("data: ".length()));
    }

    private String taken() {
        String text = line.toString(StandardCharsets.US_ASCII);
        line.reset();
        return text;
    }

    /** Whether the last bytes begin a character that is not complete. */
    private boolean openCharacter() {
        byte[] bytes = frame.toByteArray();
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int unit = bytes[bytes.length - back] & 0xFF;
            if (unit < 0x80) return false;
            if (unit >= 0xC0) return back < (unit >= 0xF0 ? 4 : unit >= 0xE0 ? 3 : 2);
        }
        return false;
    }
}
