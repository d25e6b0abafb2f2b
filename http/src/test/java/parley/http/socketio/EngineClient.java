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

/** A client of Engine.IO that sends and shows every packet as it is. */
final class EngineClient implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final EchoServer server;

    EngineClient(EchoServer server) {
        this.server = server;
    }

    /** Does not wait for WebSockets that are still open. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    JsonNode handshake() throws IOException, InterruptedException {
        String packet = get("&transport=polling").body();
        assertThat(packet).startsWith("0{");
        return new JsonMapper().readTree(packet.substring(1));
    }

    static String polled(JsonNode handshake) {
        return "&transport=polling&sid=" + handshake.path("sid").asText();
    }

    /** What comes, pings aside. */
    String poll(String query) throws IOException, InterruptedException {
        String body = "2";
        while (body.equals("2")) {
            body = get(query).body();
            if (body.equals("2")) posted(query, "3");
        }
        return body.replace("2\u001e", "").replace("\u001e2", "");
    }

    /** What comes, pings and the answers of polls that had nothing aside. */
    String heard(String query) throws IOException, InterruptedException {
        String body = "6";
        while (body.equals("6")) body = poll(query);
        return body;
    }

    HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.address(query)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> posted(String query, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.address(query))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    WebSocket open(String query, Ear ear) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(server.address(query).toString().replace("http:", "ws:")), ear)
                .join();
    }
}
