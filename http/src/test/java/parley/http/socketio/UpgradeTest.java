package parley.http.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that go from their polls to a WebSocket, or try to; no life sign comes in between. */
@Timeout(120)
class UpgradeTest {
    private static final Duration LATER = Duration.ofHours(1);

    private final EchoServer server = new EchoServer(new SocketSettings(LATER, LATER, LATER, 10_000, 50, 3));
    private final EngineClient client = new EngineClient(server);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void a_websocket_begins_a_session_or_takes_it_over() throws Exception {
        // given a session by polling, with something on its way
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");
        client.poll(polled);

        // when it is taken over
        Ear ear = new Ear();
        WebSocket socket = client.open(polled.replace("polling", "websocket"), ear);
        socket.sendText("2probe", true).join();
        assertThat(ear.next()).isEqualTo("3probe");
        socket.sendText("5", true).join();
        socket.sendText("42[\"hello\"]", true).join();

        // then
        assertThat(ear.next()).isEqualTo("42[\"echo\",{\"arguments\":[],\"name\":\"hello\"}]");
        assertThat(client.get(polled).statusCode()).isEqualTo(400);

        // and one that begins as a WebSocket is told the handshake there
        Ear other = new Ear();
        WebSocket fresh = client.open("&transport=websocket", other);
        assertThat(other.next()).startsWith("0{\"sid\":\"").contains("\"upgrades\":[]");
        fresh.sendText("40", true).join();
        assertThat(other.next()).startsWith("40{\"sid\":\"");
        fresh.abort();
        server.await(() -> server.seen.contains("went"));
    }

    @Test
    void a_poll_begun_while_a_websocket_is_tried_does_not_hold_it_up() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        Ear ear = new Ear();
        WebSocket socket = client.open(polled.replace("polling", "websocket"), ear);
        socket.sendText("2probe", true).join();
        assertThat(ear.next()).isEqualTo("3probe");

        // when it polls once more, then it is sent on its way
        assertThat(client.get(polled).body()).isEqualTo("6");
        socket.sendText("5", true).join();
        socket.sendText("40", true).join();
        assertThat(ear.next()).startsWith("40{");
    }

    @Test
    void a_websocket_that_is_left_while_it_is_tried_leaves_the_polls_alone() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");
        client.poll(polled);
        Ear ear = new Ear();
        WebSocket socket = client.open(polled.replace("polling", "websocket"), ear);
        socket.sendText("2probe", true).join();
        assertThat(ear.next()).isEqualTo("3probe");

        // when
        socket.abort();

        // then it is polled as before, and another WebSocket may be tried
        client.posted(polled, "42[\"hello\"]");
        assertThat(client.heard(polled)).isEqualTo("42[\"echo\",{\"arguments\":[],\"name\":\"hello\"}]");
        server.await(() -> {
            Ear other = new Ear();
            WebSocket another = client.open(polled.replace("polling", "websocket"), other);
            another.sendText("2probe", true).join();
            return "3probe".equals(other.within(200));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_said_before_a_goodbye_arrives_before_it(boolean polls) throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");
        client.poll(polled);
        List<String> heard;
        if (polls) {
            client.posted(polled, "42[\"answer and go\"]");
            heard = List.of(client.poll(polled).split("\u001e"));
        } else {
            Ear ear = new Ear();
            WebSocket socket = client.open(polled.replace("polling", "websocket"), ear);
            for (String packet : List.of("2probe", "5", "42[\"answer and go\"]"))
                socket.sendText(packet, true).join();
            assertThat(ear.next()).isEqualTo("3probe");
            heard = List.of(ear.next(), ear.next(), ear.next(), ear.next());
        }

        // then
        assertThat(heard).containsExactly("42[\"last\",0]", "42[\"last\",1]", "42[\"last\",2]", "41");
        server.await(() -> server.seen.contains("went"));
        server.await(() -> client.get(polled).body().contains("\"code\":1"));
    }
}
