package parley.http.main;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** One server for all tests of a class, in which a parrot is the model, and the Companion's page and somebody with a token. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ChattersHouse {
    static final String CHAT = "/api/chat";
    static final String STREAM = "/api/chat/stream";

    final Parrot parrot = new Parrot();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    /** The page, which signs nobody in. */
    @SuppressWarnings("NullAway.Init") // filled before all tests
    Client page;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Client ada;

    /** What is set otherwise than a house usually has it. */
    String settings() {
        return "";
    }

    @BeforeAll
    final void open(@TempDir Path ground) throws IOException {
        server = Server.start(
                ConfigFactory.parseString(settings()).withFallback(new Premises(ground, "chatters").config()), parrot);
        page = new Client(server.address().getPort(), "");
        ada = Premises.person(server);
    }

    @AfterAll
    final void close() {
        if (server != null) server.close();
    }

    /** One message and nothing else of a talk. */
    static String said(String session, String text, String more) {
        return "{'messages':[{'role':'user','content':'" + text + "'}],'conversation_id':'" + session + "'" + more
                + "}";
    }

    /** The whole stream, byte for byte. */
    static byte[] bytes(Client client, String body) {
        try (InputStream bytes =
                client.bytes(client.request(STREAM).POST(BodyPublishers.ofString(body.replace('\'', '"'))))) {
            return bytes.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<PageReader.Event> events(Client client, String body) {
        return PageReader.events(bytes(client, body));
    }

    static List<PageReader.Event> only(String name, List<PageReader.Event> events) {
        return events.stream().filter(it -> it.is(name)).toList();
    }

    static PageReader.Event one(String name, List<PageReader.Event> events) {
        List<PageReader.Event> found = only(name, events);
        if (found.size() != 1) throw new AssertionError(found.size() + " of " + name + " in " + events);
        return found.getFirst();
    }
}
