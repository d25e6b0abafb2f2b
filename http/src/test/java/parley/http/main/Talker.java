package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import parley.http.api.Client;

/** Somebody with two agents to talk with, and what they send. */
record Talker(Client client, String ann, String otto) {
    static Talker of(Server server, String name) {
        Client client = Premises.person(server, name);
        return new Talker(client, agent(client, "Ann"), agent(client, "Otto"));
    }

    /** An agent of somebody's. */
    static String agent(Client client, String name) {
        String agent = "{'name':'" + name + "','persona':'calm','voice':'none/none'}";
        return client.post("/api/v1/agents", agent).json().path("id").asText();
    }

    String token() {
        return client.token();
    }

    /** What starts a conversation of this person's agents. */
    String start(String id, String message, int turns) {
        return "{'conversation_id':'" + id + "','agent_ids':['" + ann + "','" + otto + "'],'initial_message':'"
                + message + "','max_turns':" + turns + ",'token':'" + token() + "'}";
    }

    String send(String id, String message) {
        return "{'conversation_id':'" + id + "','message':'" + message + "','agent_ids':['" + ann + "','" + otto
                + "'],'max_turns':2,'token':'" + token() + "'}";
    }

    /** Both agents as a field of a body. */
    String two() {
        return "'agent_ids':['" + ann + "','" + otto + "']";
    }

    /** What a body is answered. */
    JsonNode posted(String path, String body) {
        return good(client.post(path, body));
    }

    /** What was said in a conversation. */
    List<String> texts(String room) {
        return room(room).path("lines").findValuesAsText("text");
    }

    JsonNode room(String id) {
        return good(client.get("/api/v1/conversations/" + id));
    }

    private static JsonNode good(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    /** The whole body of a stream, with all times made alike. */
    String streamed(String path, String body) throws IOException {
        try (InputStream bytes =
                client.bytes(client.request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\"timestamp\":1\\d{9}\\.\\d{1,3}", "\"timestamp\":S")
                    .replaceAll("\"timestamp\":1\\d{12}", "\"timestamp\":MS");
        }
    }
}
