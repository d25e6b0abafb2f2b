package parley.http.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engine.IO 4 and Socket.IO 5 packet by packet, as a client that keeps to them and one that does not. */
@Timeout(120)
class SocketProtocolTest {
    private static final String NOISE = "0123456789[]{}\",:/-\u001e\u0000é\ud83d\ude00x";

    private final EchoServer server = new EchoServer(EchoServer.SETTINGS);
    private final EngineClient client = new EngineClient(server);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void a_client_that_polls_is_heard_and_answered() throws Exception {
        // when
        JsonNode handshake = client.handshake();
        String polled = EngineClient.polled(handshake);

        // then
        assertThat(handshake.path("pingInterval").asInt()).isEqualTo(400);
        assertThat(handshake.path("upgrades").path(0).asText()).isEqualTo("websocket");
        assertThat(client.posted(polled, "40{\"token\":\"mine\"}").body()).isEqualTo("ok");
        assertThat(client.poll(polled))
                .isEqualTo("40{\"sid\":\"" + handshake.path("sid").asText() + "\"}");
        client.posted(polled, "42[\"hello\",{\"a\":1}]\u001e427[\"bye\"]");
        assertThat(client.poll(polled))
                .isEqualTo("437[]\u001e42[\"echo\",{\"arguments\":[{\"a\":1}],\"name\":\"hello\"}]"
                        + "\u001e42[\"echo\",{\"arguments\":[],\"name\":\"bye\"}]");
        assertThat(server.seen).containsExactly("came mine", "said hello", "said bye");
    }

    @Test
    void a_client_that_falls_silent_is_gone() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");

        // when it polls but answers no ping
        StringBuilder heard = new StringBuilder();
        server.await(() -> {
            HttpResponse<String> answer = client.get(polled);
            heard.append(answer.body());
            return answer.statusCode() == 400 || answer.body().endsWith("1");
        });

        // then
        assertThat(heard.toString()).contains("2");
        server.await(() -> server.seen.contains("went"));
        assertThat(client.get(polled).body()).contains("Session ID unknown");
    }

    @Test
    void what_is_wrong_is_told_and_ends_the_session() throws Exception {
        assertThat(client.get("&transport=carrier-pigeon").body()).contains("\"code\":0");
        assertThat(client.get("&transport=polling&sid=nobody").body()).contains("\"code\":1");
        assertThat(client.posted("&transport=polling", "x").body()).contains("\"code\":2");
        assertThat(client.get("&EIO=3&transport=polling").body()).contains("\"code\":5");
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
            String polled = EngineClient.polled(client.handshake());
            HttpResponse<String> answer = client.posted(polled, bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.body()).as(bad).contains("\"code\":3");
            server.await(() -> client.get(polled).body().contains("\"code\":1"));
        }
    }

    @Test
    void a_namespace_that_is_not_there_is_refused_and_the_main_one_is_not_troubled() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40/admin,{}");
        assertThat(client.poll(polled)).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
        client.posted(polled, "40");
        assertThat(client.poll(polled)).startsWith("40{");
    }

    @Test
    void a_body_beyond_the_limit_is_turned_away() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");
        assertThat(client.posted(polled, "42[\"" + "x".repeat(20_000) + "\"]").statusCode())
                .isEqualTo(413);
    }

    @Test
    void too_many_clients_are_told_to_come_back() throws Exception {
        for (int it = 0; it < EchoServer.SETTINGS.maxSessions(); it++) client.handshake();
        assertThat(client.get("&transport=polling").statusCode()).isEqualTo(503);
    }

    @Test
    void a_client_for_whom_too_much_waits_is_disconnected() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");
        client.posted(polled, "42[\"flood\",500]");
        server.await(() -> server.seen.contains("went"));
    }

    @Test
    void a_slow_client_is_waited_for_by_who_waits() throws Exception {
        String polled = EngineClient.polled(client.handshake());
        client.posted(polled, "40");
        client.posted(polled, "42[\"count\",120]");

        // when it polls now and then, and answers its pings
        StringBuilder heard = new StringBuilder();
        server.await(() -> {
            heard.append(client.poll(polled)).append('\u001e');
            client.posted(polled, "3");
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
            String polled = EngineClient.polled(client.handshake());
            StringBuilder noise = new StringBuilder(random.nextBoolean() ? "40\u001e" : "");
            for (int it = random.nextInt(40); it >= 0; it--) noise.append(NOISE.charAt(random.nextInt(NOISE.length())));
            assertThat(client.posted(polled, noise.toString()).statusCode()).isIn(200, 400);
            client.posted(polled, "1");
            server.await(() -> client.get(polled).statusCode() == 400);
        }
    }
}
