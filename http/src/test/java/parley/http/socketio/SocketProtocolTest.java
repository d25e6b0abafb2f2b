package parley.http.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engine.IO 4 and Socket.IO 5 packet by packet, as a client that keeps to them and one that does not. */
@Timeout(120)
class SocketProtocolTest {
    private final EchoServer server = new EchoServer(EchoServer.SETTINGS);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void a_client_that_polls_is_heard_and_answered() throws Exception {
        // when
        JsonNode handshake = handshake();
        String polled = polled(handshake);

        // then
        assertThat(handshake.path("pingInterval").asInt()).isEqualTo(400);
        assertThat(handshake.path("upgrades").path(0).asText()).isEqualTo("websocket");
        assertThat(posted(polled, "40{\"token\":\"mine\"}").body()).isEqualTo("ok");
        assertThat(poll(polled))
                .isEqualTo("40{\"sid\":\"" + handshake.path("sid").asText() + "\"}");
        posted(polled, "42[\"hello\",{\"a\":1}]\u001e427[\"bye\"]");
        assertThat(poll(polled))
                .isEqualTo("42[\"echo\",{\"arguments\":[{\"a\":1}],\"name\":\"hello\"}]"
                        + "\u001e42[\"echo\",{\"arguments\":[],\"name\":\"bye\"}]\u001e437[]");
        assertThat(server.seen).containsExactly("came mine", "said hello", "said bye");
    }

    @Test
    void a_client_that_falls_silent_is_gone() throws Exception {
        String polled = polled(handshake());
        posted(polled, "40");

        // when it polls but answers no ping
        StringBuilder heard = new StringBuilder();
        server.await(() -> {
            HttpResponse<String> answer = get(polled);
            heard.append(answer.body());
            return answer.statusCode() == 400 || answer.body().endsWith("1");
        });

        // then
        assertThat(heard.toString()).contains("2");
        server.await(() -> server.seen.contains("went"));
        assertThat(get(polled).body()).contains("Session ID unknown");
    }

    @Test
    void a_websocket_begins_a_session_or_takes_it_over() throws Exception {
        // given a session by polling, with something on its way
        String polled = polled(handshake());
        posted(polled, "40");
        poll(polled);

        // when it is taken over
        Ear ear = new Ear();
        WebSocket socket = open(polled.replace("polling", "websocket"), ear);
        socket.sendText("2probe", true).join();
        assertThat(ear.next()).isEqualTo("3probe");
        socket.sendText("5", true).join();
        socket.sendText("42[\"hello\"]", true).join();

        // then
        assertThat(ear.next()).isEqualTo("42[\"echo\",{\"arguments\":[],\"name\":\"hello\"}]");
        assertThat(get(polled).statusCode()).isEqualTo(400);

        // and one that begins as a WebSocket is told the handshake there
        Ear other = new Ear();
        WebSocket fresh = open("&transport=websocket", other);
        assertThat(other.next()).startsWith("0{\"sid\":\"").contains("\"upgrades\":[]");
        fresh.sendText("40", true).join();
        assertThat(other.next()).startsWith("40{\"sid\":\"");
        fresh.abort();
        server.await(() -> server.seen.contains("went"));
    }

    @Test
    void what_is_wrong_is_told_and_ends_the_session() throws Exception {
        assertThat(get("&transport=carrier-pigeon").body()).contains("\"code\":0");
        assertThat(get("&transport=polling&sid=nobody").body()).contains("\"code\":1");
        assertThat(posted("&transport=polling", "x").body()).contains("\"code\":2");
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()
                                                + "/socket.io/?EIO=3&transport=polling"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"code\":5");
        for (String bad : new String[] {
            "9",
            "",
            "4",
            "49",
            "451-[\"x\",{\"_placeholder\":true,\"num\":0}]",
            "42[\"unconnected\"]",
            "42{",
            "bAAAA",
            "40[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "4299999999999999999999[\"x\"]"
        }) {
            String polled = polled(handshake());
            HttpResponse<String> answer = posted(polled, bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.body()).as(bad).contains("\"code\":3");
            server.await(() -> get(polled).body().contains("\"code\":1"));
        }
    }

    @Test
    void a_namespace_that_is_not_there_is_refused_and_the_main_one_is_not_troubled() throws Exception {
        String polled = polled(handshake());
        posted(polled, "40/admin,{}");
        assertThat(poll(polled)).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
        posted(polled, "40");
        assertThat(poll(polled)).startsWith("40{");
    }

    @Test
    void a_body_beyond_the_limit_is_turned_away() throws Exception {
        String polled = polled(handshake());
        posted(polled, "40");
        assertThat(posted(polled, "42[\"" + "x".repeat(20_000) + "\"]").statusCode())
                .isEqualTo(413);
    }

    @Test
    void too_many_clients_are_told_to_come_back() throws Exception {
        for (int it = 0; it < EchoServer.SETTINGS.maxSessions(); it++) handshake();
        assertThat(get("&transport=polling").statusCode()).isEqualTo(503);
    }

    @Test
    void a_client_for_whom_too_much_waits_is_disconnected() throws Exception {
        String polled = polled(handshake());
        posted(polled, "40");
        posted(polled, "42[\"flood\",500]");
        server.await(() -> server.seen.contains("went"));
    }

    @Test
    void a_slow_client_is_waited_for_by_who_waits() throws Exception {
        String polled = polled(handshake());
        posted(polled, "40");
        posted(polled, "42[\"count\",120]");

        // when it polls now and then, and answers its pings
        StringBuilder heard = new StringBuilder();
        server.await(() -> {
            heard.append(poll(polled)).append('\u001e');
            posted(polled, "3");
            return heard.toString().contains("{\"it\":120}");
        });

        // then
        assertThat(heard.toString().split("\"number\"", -1)).hasSize(121);
        assertThat(server.seen).doesNotContain("went");
    }

    @Test
    void noise_never_breaks_the_server() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            String polled = polled(handshake());
            StringBuilder noise = new StringBuilder(random.nextBoolean() ? "40\u001e" : "");
            for (int it = random.nextInt(40); it >= 0; it--)
                noise.append("0123456789[]{}\",:/-\u001e\u0000é\ud83d\ude00x".charAt(random.nextInt(26)));
            assertThat(posted(polled, noise.toString()).statusCode()).isIn(200, 400);
            posted(polled, "1");
            server.await(() -> get(polled).statusCode() == 400);
        }
    }

    private JsonNode handshake() throws IOException, InterruptedException {
        String packet = get("&transport=polling").body();
        assertThat(packet).startsWith("0{");
        return new JsonMapper().readTree(packet.substring(1));
    }

    private static String polled(JsonNode handshake) {
        return "&transport=polling&sid=" + handshake.path("sid").asText();
    }

    /** What comes, pings aside. */
    private String poll(String query) throws IOException, InterruptedException {
        String body = "2";
        while (body.equals("2")) {
            body = get(query).body();
            if (body.equals("2")) posted(query, "3");
        }
        return body.replace("2\u001e", "").replace("\u001e2", "");
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.address(query)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> posted(String query, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.address(query))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private WebSocket open(String query, Ear ear) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(server.address(query).toString().replace("http:", "ws:")), ear)
                .join();
    }

    /** Hears whole messages, pings aside. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                String packet = part.toString();
                part.setLength(0);
                if (packet.equals("2")) return socket.sendText("3", true).thenRun(() -> socket.request(1));
                heard.add(packet);
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        String next() throws InterruptedException {
            String next = heard.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("something is heard").isNotNull();
            return String.valueOf(next);
        }
    }
}
