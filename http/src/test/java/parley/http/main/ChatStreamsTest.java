package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams of talks over HTTP in the shapes of both eras, to the byte, with the real engine behind them. */
class ChatStreamsTest extends TalkersHouse {
    private static final String PYTHON = "/chat/agents/conversation";
    private static final String NODE = "/chat/multi-agent";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void streams_the_first_eras_units_to_the_byte() throws IOException {
        String body = "{'conversation_id':'conv_py'," + ada.two() + ",'initial_message':'Tea \\u00fc?','max_turns':2}";

        String stream = ada.streamed(PYTHON + "/stream", body);

        List<String> said = ada.texts("conv_py");
        assertThat(stream)
                .isEqualTo(
                        "data: {\"speaker\":\"user\",\"message\":\"Tea ü?\",\"timestamp\":S,\"type\":\"message\"}\n\n"
                                + unit("Ann", ada.ann(), said.get(1))
                                + unit("Otto", ada.otto(), said.get(2))
                                + "data: {\"type\":\"complete\"}\n\n");
        HttpResponse<Stream<String>> answer = ada.client()
                .lines(ada.client().request(PYTHON + "/stream").POST(BodyPublishers.ofString(body.replace('\'', '"'))));
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/event-stream"));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(answer.body().filter(it -> !it.isEmpty()).toList().getLast())
                .isEqualTo("data: {\"type\":\"complete\"}");
    }

    private static String unit(String name, String agent, String text) {
        return "data: {\"type\":\"typing\",\"speaker\":\"" + name + "\",\"agent_id\":\"" + agent + "\"}\n\n"
                + "data: {\"speaker\":\"" + name + "\",\"agent_id\":\"" + agent + "\",\"message\":" + quoted(text)
                + ",\"timestamp\":S,\"type\":\"message\"}\n\n";
    }

    @Test
    void tells_in_the_stream_what_is_wrong_and_ends_it_as_always() throws IOException {
        String end = "data: {\"type\":\"complete\"}\n\n";
        assertThat(ada.streamed(
                        PYTHON + "/stream",
                        "{'conversation_id':'x','agent_ids':['" + ada.ann() + "'],'initial_message':'Tea?'}"))
                .isEqualTo("data: {\"error\":\"At least 2 agents are required for a conversation\"}\n\n" + end);
        assertThat(ada.streamed(
                        PYTHON + "/stream",
                        "{'conversation_id':'x','agent_ids':['" + ada.ann() + "','" + bob.ann()
                                + "'],'initial_message':'Tea?'}"))
                .isEqualTo("data: {\"error\":\"Agent " + bob.ann() + " not found\"}\n\n" + end);
        assertThat(ada.streamed(
                        PYTHON + "/stream",
                        "{'conversation_id':'x'," + ada.two() + ",'initial_message':'Tea?','max_turns':51}"))
                .contains("{\"error\":\"max_turns must be 1 to 50")
                .endsWith(end);
        assertThat(ada.client().with("").post(PYTHON + "/stream", "{}").status())
                .isEqualTo(401);
        assertThat(ada.client().get("/api/v1/conversations/x").status()).isEqualTo(404);
    }

    @Test
    void streams_the_second_eras_units_sentence_by_sentence() throws IOException {
        for (String path : List.of("/chat", "/api/chat", "/chat/chat")) {
            String stream = ada.streamed(path, "{'agentId':'" + ada.ann() + "','message':'Tea?','stream':true}");
            List<JsonNode> units = units(stream);
            JsonNode complete = units.getLast();
            String room = complete.at("/data/conversationId").asText();
            String text = ada.texts(room).get(1);
            grows(units.subList(0, units.size() - 2), text);
            assertThat(stream)
                    .endsWith("data: {\"type\":\"complete\",\"data\":{\"conversationId\":\"" + room
                            + "\",\"totalCreditsUsed\":1},\"timestamp\":MS}\n\n")
                    .contains("data: {\"type\":\"message\",\"data\":{\"content\":" + quoted(text) + ",\"agentId\":\""
                            + ada.ann() + "\",\"agentName\":\"Ann\",\"isComplete\":true},\"timestamp\":MS}\n\n");
            JsonNode update = units.get(units.size() - 2);
            assertThat(update.path("type").asText()).isEqualTo("credit_update");
            assertThat(update.at("/data/creditsUsed").asLong()).isEqualTo(1);
            assertThat(update.at("/data/remainingCredits").isIntegralNumber()).isTrue();
        }
    }

    /** Each unit has all that was said until then; the last one is told to be whole. */
    private static void grows(List<JsonNode> messages, String text) {
        assertThat(messages).hasSizeGreaterThan(2);
        String before = "";
        for (JsonNode it : messages) {
            assertThat(it.path("type").asText()).isEqualTo("message");
            String content = it.at("/data/content").asText();
            assertThat(content).startsWith(before);
            assertThat(text).startsWith(content);
            before = content;
        }
        assertThat(messages.getLast().at("/data/isComplete").asBoolean()).isTrue();
        assertThat(messages.getFirst().at("/data/isComplete").asBoolean(true)).isFalse();
    }

    private static List<JsonNode> units(String stream) {
        return Stream.of(stream.split("\n\n"))
                .map(it -> it.substring("data: ".length()).replaceAll(":(S|MS)}", ":0}"))
                .map(it -> {
                    try {
                        return JSON.readTree(it);
                    } catch (JsonProcessingException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .toList();
    }

    @Test
    void streams_several_agents_with_what_they_cost() throws IOException {
        List<JsonNode> units = units(ada.streamed(
                "/api/chat/multi-agent",
                "{'agentIds':['" + ada.ann() + "','" + ada.otto()
                        + "'],'message':'Tea?','maxRounds':1,'stream':true}"));

        assertThat(units.stream()
                        .filter(it -> it.at("/data/isComplete").asBoolean())
                        .map(it -> it.at("/data/agentName").asText()))
                .containsExactly("Ann", "Otto");
        assertThat(units.stream()
                        .filter(it -> it.path("type").asText().equals("credit_update"))
                        .map(it -> it.at("/data/creditsUsed").asInt()))
                .containsExactly(1, 2);
        assertThat(units.getLast().at("/data/totalCreditsUsed").asInt()).isEqualTo(2);
    }

    @Test
    void streams_what_is_said_while_it_is_said_and_goes_on_when_nobody_listens() throws IOException {
        String slow = "parley.models.scripted { shortest-gap = 40 ms, longest-gap = 60 ms }";
        try (Server slowly = server("slow", slow)) {
            Talker eve = Talker.of(slowly, "eve");
            String body = "{'agent_ids':['" + eve.ann() + "','" + eve.otto()
                    + "'],'message':'Tea?','max_turns':3,'stream':true}";
            HttpResponse<Stream<String>> answer = eve.client()
                    .lines(eve.client().request(NODE).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
            Iterator<String> lines = answer.body().iterator();
            assertThat(lines.next()).contains("\"isComplete\":false");
            JsonNode list = eve.client().get("/api/v1/conversations").json();
            String room = list.at("/items/0/id").asText();
            assertThat(eve.room(room).path("state").asText()).isEqualTo("running");

            answer.body().close();

            assertThat(Eventually.becomes(() -> eve.texts(room).size() == 4
                            && !eve.room(room).path("running").asBoolean()))
                    .isTrue();
        }
    }

    @Test
    void tells_the_agents_what_is_attached_and_shows_only_the_message() throws IOException {
        String body = "{'conversation_id':'conv_file'," + ada.two()
                + ",'initial_message':'What is in it?','max_turns':1,'file_attachments':[{'filename':'a.txt',"
                + "'content':'Apples.','file_type':'text/plain'}]}";

        String stream = ada.streamed(PYTHON + "/stream", body);

        assertThat(stream)
                .startsWith("data: {\"speaker\":\"user\",\"message\":\"What is in it?\",")
                .doesNotContain("CONTEXT ===");
        assertThat(ada.texts("conv_file").getFirst()).contains("Apples.", "=== END FILE CONTEXT ===");
    }
}
