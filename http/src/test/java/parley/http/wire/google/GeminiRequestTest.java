package parley.http.wire.google;

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

final class GeminiRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Prompt PROMPT = new Prompt(
            "You are Ada.",
            List.of(
                    new Prompt.Line(false, "Bob", "Hi."),
                    new Prompt.Line(true, "Ada", "Welcome."),
                    new Prompt.Line(false, "Bob", "Tea?"),
                    new Prompt.Line(false, "Eve", "Hello.")),
            "Ada",
            "",
            99,
            0x1_0000_0007L);

    @Test
    void a_room_is_asked_in_turns_of_user_and_model() {
        assertThat(new String(body(new GeminiWire(0.5), "gemini-2.5-flash", PROMPT), StandardCharsets.UTF_8))
                .isEqualTo("{\"systemInstruction\":{\"parts\":[{\"text\":\"You are Ada.\"}]},\"contents\":["
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"Bob: Hi.\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Welcome.\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"Bob: Tea?\\n\\nEve: Hello.\"}]}],"
                        + "\"generationConfig\":{\"maxOutputTokens\":99,\"temperature\":0.5,\"seed\":7}}");
    }

    @Test
    void calls_of_one_answer_go_back_together_with_their_signature() throws IOException {
        JsonNode signed = JSON.readTree("{\"thoughtSignature\":\"c2ln\"}");
        JsonNode named = JSON.readTree("{\"id\":true}");
        Prompt used = PROMPT.with(
                List.of(new ToolSpec("clock", "Tells the time.", "{\"type\":\"object\",\"properties\":{}}")),
                List.of(
                        use("I look.", "call_1", "{\"place\":\"Oslo\"}", new Echo("google", "resp-1", signed).text()),
                        use("", "theirs", "{}", new Echo("google", "resp-1", named).text()),
                        use("", "toolu_9", "{}", "")));
        JsonNode request = JSON.readTree(body(new GeminiWire(null), "gemini-3-pro", used));

        assertThat(request.path("tools").toString())
                .isEqualTo("[{\"functionDeclarations\":[{\"name\":\"clock\",\"description\":\"Tells the time.\"}]}]");
        JsonNode contents = request.path("contents");
        assertThat(contents).hasSize(7);
        assertThat(contents.path(3))
                .isEqualTo(JSON.readTree("{\"role\":\"model\",\"parts\":[{\"text\":\"I look.\"},"
                        + "{\"functionCall\":{\"name\":\"clock\",\"args\":{\"place\":\"Oslo\"}},\"thoughtSignature\":\"c2ln\"},"
                        + "{\"functionCall\":{\"id\":\"theirs\",\"name\":\"clock\",\"args\":{}}}]}"));
        assertThat(contents.path(4))
                .isEqualTo(
                        JSON.readTree(
                                "{\"role\":\"user\",\"parts\":["
                                        + "{\"functionResponse\":{\"name\":\"clock\",\"response\":{\"result\":\"noon\"}}},"
                                        + "{\"functionResponse\":{\"id\":\"theirs\",\"name\":\"clock\",\"response\":{\"result\":\"noon\"}}}]}"));
        assertThat(contents.path(5)
                        .path("parts")
                        .path(0)
                        .path("thoughtSignature")
                        .asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(contents.path(5).path("parts").path(0).path("functionCall").has("id"))
                .isFalse();
        assertThat(new String(body(new GeminiWire(null), "gemini-2.5-pro", used), StandardCharsets.UTF_8))
                .doesNotContain("skip_thought_signature_validator");
    }

    @Test
    void a_schema_is_told_as_far_as_it_is_taken() throws IOException {
        String schema = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
             "$defs":{"Place":{"type":"object","properties":{"name":{"type":"string","format":"uri","minLength":1},
               "in":{"$ref":"#/$defs/Place"}},"required":["name","gone"]}},
             "properties":{
               "place":{"$ref":"#/$defs/Place"},
               "when":{"type":["string","null"],"format":"date-time","examples":["x"]},
               "unit":{"enum":["c","f",""],"default":"c"},
               "count":{"type":"integer","enum":[1,2],"exclusiveMinimum":0,"maximum":9},
               "either":{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]},
               "both":{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"properties":{"b":{"const":"x"}}}]},
               "list":{"type":"array","items":{"type":"number","format":"double"}},
               "any":{}},
             "required":["place"],"patternProperties":{"^x":{}},"if":{},"then":{}}
            """;
        JsonNode taken = GeminiSchema.of(JSON.readTree(schema));

        JsonNode properties = taken.path("properties");
        assertThat(taken.properties().stream().map(it -> it.getKey()))
                .containsExactlyInAnyOrder("type", "properties", "required");
        assertThat(taken.toString())
                .doesNotContain(
                        "$", "additionalProperties", "examples", "default", "const", "oneOf", "allOf", "uri", "gone");
        assertThat(properties.path("when").toString())
                .isEqualTo("{\"nullable\":true,\"type\":\"string\",\"format\":\"date-time\"}");
        assertThat(properties.path("unit").toString()).isEqualTo("{\"type\":\"string\",\"enum\":[\"c\",\"f\"]}");
        assertThat(properties.path("count").toString()).isEqualTo("{\"maximum\":9,\"type\":\"integer\"}");
        assertThat(properties.path("either"))
                .isEqualTo(
                        JSON.readTree("{\"nullable\":true,\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}"));
        assertThat(properties.path("both"))
                .isEqualTo(JSON.readTree("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},"
                        + "\"b\":{\"type\":\"string\",\"enum\":[\"x\"]}}}"));
        assertThat(properties
                        .path("place")
                        .path("properties")
                        .path("in")
                        .path("required")
                        .toString())
                .isEqualTo("[\"name\"]");
    }

    @Test
    void lists_the_models_that_answer_by_their_plain_names() throws IOException {
        JsonNode answer = JSON.readTree("{\"models\":[{\"name\":\"models/gemini-a\",\"inputTokenLimit\":1048576,"
                + "\"supportedGenerationMethods\":[\"generateContent\",\"countTokens\"]},"
                + "{\"name\":\"models/embedding\",\"supportedGenerationMethods\":[\"embedContent\"]}]}");
        Endpoint endpoint = endpoint("https://x.example");

        assertThat(new GeminiWire(null).listed(endpoint, answer).toString())
                .isEqualTo("[ListedModel[name=gemini-a, context=1048576]]");
        assertThat(new GeminiWire(null).models(endpoint).getUri().path()).isEqualTo("/v1beta/models");
    }

    @Test
    void a_model_s_name_is_one_piece_of_the_address() {
        assertThat(new GeminiWire(null)
                        .request(endpoint("https://x.example/v1beta/"), "../x?y", PROMPT)
                        .getUri()
                        .toString())
                .startsWith("/v1beta/models/..%2Fx%3Fy:streamGenerateContent?alt=sse");
    }

    private static ToolUse use(String said, String id, String arguments, String echo) {
        return new ToolUse(said, new Chunk.ToolCall(id, "clock", arguments, echo), "noon", false);
    }

    private static byte[] body(GeminiWire wire, String model, Prompt prompt) {
        return wire.body(endpoint("https://x.example/v1beta"), model, prompt);
    }

    private static Endpoint endpoint(String base) {
        return new Endpoint("google", URI.create(base), Optional.empty());
    }
}
