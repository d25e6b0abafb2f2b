package parley.http.wire.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.http.wire.Endpoint;

final class OllamaRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Prompt PROMPT =
            new Prompt("You are Ada.", List.of(new Prompt.Line(false, "Bob", "Hi.")), "Ada", "", 99, 7);

    @Test
    void the_model_is_told_how_large_its_window_is() {
        assertThat(new String(body(new OllamaWire(0.5, 16384, "10m", false), PROMPT), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"llama\",\"messages\":[{\"role\":\"system\",\"content\":\"You are Ada.\"},"
                        + "{\"role\":\"user\",\"content\":\"Bob: Hi.\"}],\"stream\":true,\"think\":false,"
                        + "\"keep_alive\":\"10m\",\"options\":{\"num_ctx\":16384,\"num_predict\":99,\"seed\":7,"
                        + "\"temperature\":0.5}}");
    }

    @Test
    void what_nobody_set_is_as_usual_there() {
        assertThat(new String(body(new OllamaWire(null, 0), PROMPT), StandardCharsets.UTF_8))
                .doesNotContain("num_ctx", "think", "keep_alive", "temperature");
    }

    @Test
    void tools_their_calls_and_their_results_are_told() throws IOException {
        Prompt used = PROMPT.with(
                List.of(new ToolSpec("clock", "Tells the time.", "{\"type\":\"object\"}")),
                List.of(new ToolUse(
                        "I look.", new Chunk.ToolCall("c1", "clock", "{\"in\":\"Oslo\"}", ""), "noon", false)));
        JsonNode request = JSON.readTree(body(new OllamaWire(null, 0), used));

        assertThat(request.path("tools").toString())
                .isEqualTo(
                        "[{\"type\":\"function\",\"function\":{\"name\":\"clock\",\"description\":\"Tells the time.\","
                                + "\"parameters\":{\"type\":\"object\"}}}]");
        assertThat(request.path("messages").path(2).toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"I"
                        + " look.\",\"tool_calls\":[{\"function\":{\"name\":\"clock\","
                        + "\"arguments\":{\"in\":\"Oslo\"}}}]}");
        assertThat(request.path("messages").path(3).toString())
                .isEqualTo("{\"role\":\"tool\",\"tool_name\":\"clock\",\"content\":\"noon\"}");
    }

    @Test
    void is_found_by_its_own_address_and_by_that_of_its_openai_wire() throws IOException {
        OllamaWire wire = new OllamaWire(null, 0);
        for (String base : List.of("http://x:11434", "http://x:11434/", "http://x:11434/v1", "http://x:11434/v1/")) {
            assertThat(wire.request(endpoint(base), "m", PROMPT).getUri().path())
                    .isEqualTo("/api/chat");
            assertThat(wire.models(endpoint(base)).getUri().path()).isEqualTo("/api/tags");
        }
        assertThat(wire.listed(
                                endpoint("http://x"),
                                JSON.readTree("{\"models\":[{\"name\":\"llama3.2:1b\",\"size\":1}]}"))
                        .toString())
                .isEqualTo("[ListedModel[name=llama3.2:1b, context=0]]");
    }

    private static byte[] body(OllamaWire wire, Prompt prompt) {
        return wire.body(endpoint("http://x:11434"), "llama", prompt);
    }

    private static Endpoint endpoint(String base) {
        return new Endpoint("ollama", URI.create(base), Optional.empty());
    }
}
