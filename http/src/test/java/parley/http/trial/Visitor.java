package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person at a server: registered, signed in, speaking JSON. */
final class Visitor {
    static final ObjectMapper JSON = new ObjectMapper();

    /** What is said first in a room where nobody cares what. */
    static final String OPENING = "What is a good day?";

    private static final Duration SOON = Duration.ofSeconds(3);

    /** The server is away or not able: what was asked may have been done or not, and may be asked again. */
    static final class Unanswered extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Unanswered(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final ServerProcess server;
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    Visitor(ServerProcess server) {
        this.server = server;
    }

    void register() {
        register("ada@example.org");
    }

    /** The same person at another server of the cluster. */
    Visitor at(ServerProcess other) {
        Visitor there = new Visitor(other);
        there.token = token;
        return there;
    }

    /** Signs up; answers the token that this person speaks with from now on. */
    String register(String email) {
        token = post(
                        "/api/v1/auth/register",
                        Map.of("email", email, "password", "correct horse battery", "name", "Ada"))
                .path("token")
                .asText();
        return token;
    }

    String token() {
        return token;
    }

    /** Opens a room of agents that think by script and says something in it. */
    String startRoom(String id, int agents, int turns) {
        open(id, agents, turns, OPENING);
        return id;
    }

    /** The same with words of one's own; asked again, it is answered alike. */
    JsonNode open(String id, int agents, int turns, String message) {
        List<Map<String, String>> cast = java.util.stream.IntStream.rangeClosed(1, agents)
                .mapToObj(it -> Map.of(
                        "name", "Agent" + it,
                        "persona", "You are curious and speak briefly.",
                        "model", "scripted/demo",
                        "voice", "none/none"))
                .toList();
        return post(
                "/api/v1/conversations",
                Map.of("id", id, "title", id, "agents", cast, "message", message, "turns", turns));
    }

    /** Says something that is said once however often it is asked. */
    JsonNode say(String room, String id, String text, int turns) {
        return post("/api/v1/conversations/" + room + "/messages", Map.of("id", id, "text", text, "turns", turns));
    }

    void say(String room, String text, int turns) {
        post("/api/v1/conversations/" + room + "/messages", Map.of("text", text, "turns", turns));
    }

    /** Opens a room that begins where another was after an event; asked again, it is answered alike. */
    JsonNode fork(String room, String id, long at) {
        return post("/api/v1/conversations/" + room + "/fork", Map.of("id", id, "at", at));
    }

    /** Waits until a room has had so many turns and rests, by the list alone: the room is not asked, so it must go on by itself. */
    void awaitRest(String room, int turns) {
        for (int tries = 0; tries < 1_200; tries++) {
            JsonNode listed = listed(room);
            if (!listed.path("running").asBoolean() && listed.path("turns").asInt() == turns) return;
            ServerProcess.pause(100);
        }
        throw new AssertionError(room + " did not go on by itself: " + listed(room) + "\n" + server.said());
    }

    /** The same, however many turns it takes. */
    void awaitRest(String room) {
        for (int tries = 0; tries < 1_200; tries++) {
            if (!listed(room).path("running").asBoolean()) return;
            ServerProcess.pause(100);
        }
        throw new AssertionError(room + " did not come to rest: " + listed(room) + "\n" + server.said());
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, Object body) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** What a server says to a wish, in a number; 0 where it does not answer soon. */
    int status(String path, Object body) {
        try {
            HttpRequest request = request(path)
                    .header("Content-Type", "application/json")
                    .timeout(SOON)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException failure) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() >= 500) throw new Unanswered(request.uri() + ": " + body, null);
            if (answer.statusCode() >= 300) throw new IllegalStateException(request.uri() + ": " + body);
            return body;
        } catch (IOException failure) {
            throw new Unanswered(request.uri() + ": " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What the list says of a room; it does not wake the room. */
    JsonNode listed(String room) {
        for (JsonNode it : get("/api/v1/conversations?limit=100").path("items"))
            if (it.path("id").asText().equals(room)) return it;
        throw new IllegalStateException("no such room in the list: " + room);
    }
}
