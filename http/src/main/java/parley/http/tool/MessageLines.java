package parley.http.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of UTF-8 and holds no more of one than its limit; what is beyond is read over. */
final class MessageLines {
    private static final int BUFFER = 8192;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    MessageLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** A line's beginning, and whether that is all of it. */
    record Line(String text, boolean whole) {}

    /** The next line; empty at the end. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean whole = true;
        while (true) {
            if (at == end && !filled()) {
                return line.size() == 0 ? Optional.empty() : Optional.of(told(line, whole));
            }
            int from = at;
            while (at < end && buffer[at] != '\n') at++;
            int room = Math.min(at - from, limit - line.size());
            line.write(buffer, from, room);
            whole &= room == at - from;
            if (at < end) {
                at++;
                return Optional.of(told(line, whole));
            }
        }
    }

    private boolean filled() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static Line told(ByteArrayOutputStream line, boolean whole) {
        return new Line(line.toString(StandardCharsets.UTF_8).strip(), whole);
    }
}
