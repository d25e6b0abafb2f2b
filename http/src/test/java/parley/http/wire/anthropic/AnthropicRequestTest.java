package parley.http.wire.anthropic;

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
import parley.http.wire.Echo;
import parley.http.wire.Endpoint;

final class AnthropicRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Prompt PROMPT = new Prompt(
            "You are Ada.",
            List.of(
                    new Prompt.Line(true, "Ada", "Welcome."),
                    new Prompt.Line(false, "Bob", "Hi."),
                    new Prompt.Line(false, "Eve", "Hello.")),
            "Ada",
            "",
            99,
            7);
    private static final ToolSpec WEATHER = new ToolSpec(
            "weather", "Tells the weather.", "{\"type\":\"object\",\"properties\":{\"place\":{\"type\":\"string\"}}}");

    @Test
    void a_room_is_asked_with_the_user_first_and_its_system_apart() {
        assertThat(new String(body(new AnthropicWire(1.5), PROMPT), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"claude\",\"max_tokens\":99,\"temperature\":1.0,\"system\":\"You are Ada.\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"[The conversation begins.]\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Welcome.\"},"
                        + "{\"role\":\"user\",\"content\":\"Bob: Hi.\\n\\nEve: Hello.\"}],\"stream\":true}");
    }

    @Test
    void a_long_system_is_cached_and_a_short_one_is_not() throws IOException {
        AnthropicWire wire = new AnthropicWire(null, 12);

        assertThat(read(wire, PROMPT)
                        .path("system")
                        .path(0)
                        .path("cache_control")
                        .path("type")
                        .asText())
                .isEqualTo("ephemeral");
        assertThat(read(new AnthropicWire(null, 13), PROMPT).path("system").isTextual())
                .isTrue();
        assertThat(read(new AnthropicWire(null, 0), PROMPT).path("system").isTextual())
                .isTrue();
    }

    @Test
    void an_answer_that_has_begun_is_given_without_the_white_space_at_its_end() throws IOException {
        Prompt begun = new Prompt("", PROMPT.lines(), "Ada", List.of("Bob"), "It was a  \n", 99, 7);
        JsonNode messages = read(new AnthropicWire(null), begun).path("messages");

        assertThat(messages.path(messages.size() - 1).toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"It was a\"}");
        Prompt blank = new Prompt("", PROMPT.lines(), "Ada", List.of("Bob"), " \n", 99, 7);
        assertThat(read(new AnthropicWire(null), blank).path("messages")).hasSize(3);
    }

    @Test
    void calls_of_one_answer_go_back_together_with_what_was_thought_and_signed() throws IOException {
        JsonNode thought = JSON.readTree("[{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"}]");
        Prompt used = PROMPT.with(
                List.of(WEATHER),
                List.of(
                        use(
                                "I look.",
                                "toolu_1",
                                "{\"place\":\"Oslo\"}",
                                new Echo("anthropic", "msg_1", thought),
                                "Rain"),
                        use(
                                "",
                                "toolu_2",
                                "{\"place\":",
                                new Echo("anthropic", "msg_1", JSON.createArrayNode()),
                                "Sun"),
                        new ToolUse("", new Chunk.ToolCall("call.3", "weather", "{}", ""), "no such place", true)));
        JsonNode request = read(new AnthropicWire(null), used);

        assertThat(request.path("tools").toString())
                .isEqualTo("[{\"name\":\"weather\",\"description\":\"Tells the weather.\",\"input_schema\":"
                        + WEATHER.schema() + "}]");
        JsonNode messages = request.path("messages");
        assertThat(messages).hasSize(7);
        assertThat(messages.path(3))
                .isEqualTo(JSON.readTree("{\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},{\"type\":\"text\",\"text\":\"I"
                        + " look.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{\"place\":\"Oslo\"}},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"weather\",\"input\":{}}]}"));
        assertThat(messages.path(4))
                .isEqualTo(JSON.readTree("{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"content\":\"Rain\"},"
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_2\",\"content\":\"Sun\"}]}"));
        assertThat(messages.path(5).path("content").path(0).path("id").asText()).isEqualTo("call_3");
        assertThat(messages.path(6).path("content").path(0).toString())
                .isEqualTo("{\"type\":\"tool_result\",\"tool_use_id\":\"call_3\",\"content\":\"no such"
                        + " place\",\"is_error\":true}");
    }

    @Test
    void used_tools_that_may_not_be_used_again_are_told_of_and_closed() throws IOException {
        Prompt used = PROMPT.with(
                List.of(), List.of(new ToolUse("", new Chunk.ToolCall("1", "weather", "{}", ""), "Rain", false)));
        JsonNode request = read(new AnthropicWire(null), used);

        assertThat(request.path("tools").path(0).path("name").asText()).isEqualTo("weather");
        assertThat(request.path("tool_choice").path("type").asText()).isEqualTo("none");
    }

    @Test
    void lists_models_and_their_windows() throws IOException {
        JsonNode answer =
                JSON.readTree("{\"data\":[{\"type\":\"model\",\"id\":\"claude-a\",\"max_input_tokens\":200000},"
                        + "{\"type\":\"model\",\"id\":\"claude-b\"}],\"has_more\":false}");

        assertThat(new AnthropicWire(null)
                        .listed(endpoint("https://x.example/v1"), answer)
                        .toString())
                .isEqualTo("[ListedModel[name=claude-a, context=200000], ListedModel[name=claude-b, context=0]]");
        assertThat(new AnthropicWire(null)
                        .models(endpoint("https://x.example"))
                        .getUri()
                        .path())
                .isEqualTo("/v1/models");
    }

    private static ToolUse use(String said, String id, String arguments, Echo echo, String result) {
        return new ToolUse(said, new Chunk.ToolCall(id, "weather", arguments, echo.text()), result, false);
    }

    private static JsonNode read(AnthropicWire wire, Prompt prompt) throws IOException {
        return JSON.readTree(body(wire, prompt));
    }

    private static byte[] body(AnthropicWire wire, Prompt prompt) {
        return wire.body(endpoint("https://x.example/v1"), "claude", prompt);
    }

    private static Endpoint endpoint(String base) {
        return new Endpoint("anthropic", URI.create(base), Optional.empty());
    }
}
