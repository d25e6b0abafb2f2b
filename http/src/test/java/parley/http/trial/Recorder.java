package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A viewer that writes down every frame of a room's stream, over as many connections as it takes. */
final class Recorder {
    /** One frame of the stream. */
    record Frame(String id, String event, JsonNode data) {
        long sequence() {
            return Long.parseLong(id.substring(0, id.indexOf('.')));
        }

        int offset() {
            return Integer.parseInt(id.substring(id.indexOf('.') + 1));
        }
    }

    private volatile ServerProcess server;
    private final Visitor visitor;
    private final String room;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();

    Recorder(ServerProcess server, Visitor visitor, String room) {
        this.server = server;
        this.visitor = visitor;
        this.room = room;
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** Watches at another server from the next time on. */
    void moveTo(ServerProcess other) {
        server = other;
    }

    /** Watches on a thread of its own until the line breaks. */
    Thread watching() {
        return Thread.ofVirtual().start(() -> watch(_ -> false));
    }

    /** Watches from where it left off until a frame fits or the line breaks. */
    void watch(Predicate<Frame> last) {
        try {
            HttpURLConnection line = (HttpURLConnection) server.at("/api/v1/conversations/" + room + "/events")
                    .toURL()
                    .openConnection();
            line.setRequestProperty("Authorization", "Bearer " + visitor.token());
            line.setRequestProperty("Accept", "text/event-stream");
            if (!frames.isEmpty()) line.setRequestProperty("Last-Event-ID", frames.getLast().id);
            line.setReadTimeout(60_000);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
                read(reader, last);
            } finally {
                line.disconnect();
            }
        } catch (IOException broken) {
            return;
        }
    }

    private void read(BufferedReader reader, Predicate<Frame> last) throws IOException {
        String id = "";
        String event = "";
        String data = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("id: ")) id = line.substring(4);
            else if (line.startsWith("event: ")) event = line.substring(7);
            else if (line.startsWith("data: ")) data = line.substring(6);
            else if (line.isEmpty() && !data.isEmpty()) {
                Frame frame = new Frame(id, event, Visitor.JSON.readTree(data));
                data = "";
                frames.add(frame);
                if (last.test(frame)) return;
            }
        }
    }
}
