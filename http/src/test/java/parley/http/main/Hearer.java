package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import parley.http.api.Client;

/** Somebody who sits in a room of one agent and follows its stream, be it as a listener. */
final class Hearer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Client client;
    private final String room;
    private final Stream<String> stream;
    private final Iterator<String> lines;
    private final List<Frame> frames = new ArrayList<>();
    private final AtomicInteger messages = new AtomicInteger();

    /** A frame of the stream, and when it came. */
    record Frame(String event, JsonNode data, long nanos) {
        boolean is(String name) {
            return event.equals(name);
        }

        int turn() {
            return data.path("turn").asInt();
        }

        int index() {
            return data.path("index").asInt();
        }
    }

    private Hearer(Client client, String room, String query) {
        this.client = client;
        this.room = room;
        this.stream =
                client.lines(client.request(at("/events?after=0.0" + query))).body();
        this.lines = stream.iterator();
    }

    /** Opens a room and its stream. */
    static Hearer open(Client client, String room) {
        String wish = "{'id':'" + room + "','agents':[{'name':'Ann','persona':'calm','voice':'trial/voice'}]}";
        Client.Reply opened = client.post("/api/v1/conversations", wish);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return new Hearer(client, room, "");
    }

    /** Comes again, as a listener by the name of the room. */
    Hearer listening() {
        close();
        return new Hearer(client, room, "&listener=" + room);
    }

    void say(String text) {
        String message = "{'id':'m" + text + messages.incrementAndGet() + "','text':'" + text + "','turns':1}";
        assertThat(client.post(at("/messages"), message).status()).isEqualTo(202);
    }

    void stop() {
        assertThat(client.post(at("/stop"), "").status()).isEqualTo(200);
    }

    void played(int turn, int sentence) {
        String report = "{'listener':'" + room + "','turn':" + turn + ",'sentence':" + sentence + "}";
        assertThat(client.post(at("/listening"), report).status()).isEqualTo(204);
    }

    /** Reads on until a frame fits, and answers it. */
    Frame until(Predicate<Frame> last) {
        while (true) {
            Frame frame = next();
            frames.add(frame);
            if (last.test(frame)) return frame;
        }
    }

    private Frame next() {
        String event = "";
        while (true) {
            String line = lines.next();
            if (line.startsWith("event: ")) event = line.substring("event: ".length());
            if (line.startsWith("data: ")) return new Frame(event, data(line), System.nanoTime());
        }
    }

    private static JsonNode data(String line) {
        try {
            return JSON.readTree(line.substring("data: ".length()));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Everything that came until now. */
    List<Frame> frames() {
        return frames;
    }

    /** Everything that was recorded of the room until now, from its journal. */
    List<Frame> journal() {
        String end = client.get(at("")).json().path("cursor").asText();
        Hearer past = new Hearer(client, room, "&at=" + end.substring(0, end.indexOf('.')));
        while (past.lines.hasNext()) {
            String line = past.lines.next();
            if (line.startsWith("event: "))
                past.frames.add(new Frame(line.substring("event: ".length()), data(past.lines.next()), 0));
        }
        return past.frames;
    }

    private String at(String door) {
        return "/api/v1/conversations/" + room + door;
    }

    @Override
    public void close() {
        stream.close();
    }
}
