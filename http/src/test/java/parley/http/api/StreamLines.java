package parley.http.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads what an event stream says. */
final class StreamLines {
    private StreamLines() {}

    /** The names of its events, in order. */
    static List<String> names(Stream<String> lines) {
        return fields("event: ", lines).toList();
    }

    static Stream<String> fields(String field, Stream<String> lines) {
        return lines.filter(it -> it.startsWith(field)).map(it -> it.substring(field.length()));
    }

    /** The lines up to the next empty one, exactly as they were sent. */
    static String frame(InputStream stream) throws IOException {
        StringBuilder bytes = new StringBuilder();
        while (bytes.length() < 2 || !bytes.substring(bytes.length() - 2).equals("\n\n")) {
            int next = stream.read();
            if (next < 0) throw new IOException("the stream ended after: " + bytes);
            bytes.append((char) next);
        }
        String frame = bytes.substring(0, bytes.length() - 2);
        return new String(frame.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
