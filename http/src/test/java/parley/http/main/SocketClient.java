package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import parley.http.socketio.NodeClients;

/** The official client of Socket.IO, which does what it is told, leaves, and tells what it heard. */
final class SocketClient {
    /** Where it can be found out whether a class of tests can have it. */
    static final String FOUND = "parley.http.socketio.NodeClients#found";

    static final String NOT_FOUND = "skipped: no Node with socket.io-client found; .ci/run installs it";
    static final String START = "start_multi_agent_conversation";
    static final String COMPLETE = "conversation_complete";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final String transports;
    private final String token;
    private final List<String> steps = new ArrayList<>();

    /** Somebody with this token, or none where it is empty, by these transports. */
    SocketClient(Server server, String transports, String token) {
        this.server = server;
        this.transports = transports;
        this.token = token;
    }

    /** What was heard: an event and what came with it. */
    record Heard(String event, JsonNode data) {
        /** The event, and who speaks where somebody does. */
        String brief() {
            return data.has("speaker") ? event + " " + data.path("speaker").asText() : event;
        }
    }

    static List<String> briefs(List<Heard> heard) {
        return heard.stream().map(Heard::brief).toList();
    }

    /** What went wrong, and in which conversation. */
    static List<String> errors(List<Heard> heard) {
        return heard.stream()
                .filter(it -> it.event().equals("conversation_error"))
                .map(it -> it.data().path("conversation_id").asText() + ": "
                        + it.data().path("error").asText())
                .toList();
    }

    /** Payloads are written with single quotes for legibility. */
    SocketClient emit(String event, String payload) {
        steps.add("[\"emit\",\"" + event + "\"," + payload.replace('\'', '"') + "]");
        return this;
    }

    SocketClient await(String event) {
        steps.add("[\"await\",\"" + event + "\"]");
        return this;
    }

    /** Does it all; answers everything that was heard, but for the client's own leaving. */
    List<Heard> run() throws IOException, InterruptedException {
        Path script = Files.createTempFile("chat", ".mjs");
        try (var source = SocketClient.class.getResourceAsStream("/socketio/chat.mjs")) {
            Files.write(script, source.readAllBytes());
            String address = "http://127.0.0.1:" + server.address().getPort();
            String told = "[" + String.join(",", steps) + "]";
            Process node = new ProcessBuilder(
                            NodeClients.command(script, "socket.io-client", address, transports, token, told))
                    .redirectErrorStream(true)
                    .start();
            List<String> lines = new ArrayList<>();
            try (var reader = node.inputReader()) {
                reader.lines().forEach(lines::add);
            }
            assertThat(node.waitFor()).as("%s", lines).isZero();
            return lines.stream()
                    .map(SocketClient::heard)
                    .filter(it -> !it.event().equals("disconnect"))
                    .toList();
        } finally {
            Files.delete(script);
        }
    }

    private static Heard heard(String line) {
        try {
            JsonNode both = JSON.readTree(line);
            return new Heard(both.path(0).asText(), both.path(1));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(line, broken);
        }
    }
}
