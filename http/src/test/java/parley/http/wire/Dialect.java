package parley.http.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import parley.engine.kernel.Secret;

/** How one provider writes, for servers that play it in tests: good answers and bad ones. */
public interface Dialect {
    /** What every good answer says: figures that a {@link Told} report ends with. */
    int INPUT = 7;

    int OUTPUT = 12;

    /** What a report of an unfinished answer says. */
    int OUTPUT_SO_FAR = 3;

    /** How often, and when, an answer tells what it used. */
    enum Told {
        NEVER,
        ONCE,
        TWICE,
        ALWAYS
    }

    /** What is wrong, where an answer of 200 says that something is. */
    enum Trouble {
        OVERLOADED,
        THROTTLED,
        UNNAMED
    }

    /** The provider's name in the table. */
    String name();

    Wire wire(ActorSystem system);

    /** Where its server is, at the port of this machine. */
    default Endpoint at(URI server) {
        return new Endpoint(name(), server.resolve("/v1"), Optional.of(new Secret(Canary.KEY)));
    }

    default String mediaType() {
        return "text/event-stream";
    }

    /** The JSON events of a whole answer that says these texts. */
    List<String> answer(List<String> texts, Told usage);

    /** After how many of these events a polite end is a good end. */
    int whole(List<String> events);

    /** An event that says that something is wrong. */
    String trouble(Trouble what);

    /** The body of an answer that is not 200. */
    String refusal(int status);

    /** An event of a kind that nobody has heard of, with fields that nobody knows. */
    default String unheardOf() {
        return "{\"type\":\"crystal.ball\",\"orb\":{\"delta\":[1,2,{\"text\":\"no\"}]},\"sheen\":null}";
    }

    /** The event on the wire; {@code end} is how lines end. */
    default String framed(String event, String end) {
        return "data: " + event + end + end;
    }

    /** The head of a good answer that ends with its connection. */
    default String head() {
        return head(mediaType(), "");
    }

    static String head(String mediaType, String more) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + mediaType + "\r\n" + more + "Connection: close\r\n\r\n";
    }

    default byte[] wired(Stream<String> events) {
        return events.map(it -> framed(it, "\n")).collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }

    default byte[] wired(List<String> events) {
        return wired(events.stream());
    }

    /** A text as JSON. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
