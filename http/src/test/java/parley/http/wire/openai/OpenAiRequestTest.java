package parley.http.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Secret;
import parley.engine.llm.Chunk.ToolCall;
import parley.engine.llm.Prompt;
import parley.engine.llm.Prompt.Line;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.http.wire.Canary;
import parley.http.wire.Endpoint;

class OpenAiRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Prompt PROMPT =
            new Prompt("Be kind.", List.of(new Line(false, "user", "Tea?")), "Ann", "", 60, 7);
    private static final List<Line> ROOM = List.of(
            new Line(false, "Bob", "Hi."),
            new Line(false, "Eve", "Bob: hello."),
            new Line(true, "Ann", "Welcome."),
            new Line(false, "", "A door opens."),
            new Line(false, "Bob", "Who?"));

    @Test
    void a_temperature_is_sent_where_the_operator_set_one_and_else_the_provider_takes_its_own() throws IOException {
        assertThat(asked("plain", "llama", PROMPT, 0.2).path("temperature").asDouble())
                .isEqualTo(0.2);
        assertThat(asked("plain", "llama", PROMPT, null).has("temperature")).isFalse();
        assertThat(asked("plain", "llama", PROMPT, null).path("max_tokens").asInt())
                .isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o1", "o3-mini", "o4-mini-2025-04-16", "gpt-5", "gpt-5-mini", "openai/gpt-5.1", "openai/o3"})
    void models_that_think_are_asked_for_no_temperature_and_by_the_newer_limit(String model) throws IOException {
        JsonNode asked = asked("azure", model, PROMPT, 0.2);

        assertThat(asked.has("temperature")).isFalse();
        assertThat(asked.has("max_tokens")).isFalse();
        assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "olmo-2", "o-model", "llama3", "gpt-oss-20b", "gpt-35"})
    void other_models_are_asked_as_usual(String model) throws IOException {
        assertThat(asked("azure", model, PROMPT, 0.2).path("temperature").asDouble())
                .isEqualTo(0.2);
        assertThat(asked("azure", model, PROMPT, 0.2).has("max_tokens")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, developer, max_completion_tokens, seed, true",
        "azure, system, max_tokens, seed, true",
        "groq, system, max_completion_tokens, seed, true",
        "openrouter, system, max_tokens, seed, true",
        "deepseek, system, max_tokens, , true",
        "mistral, system, max_tokens, random_seed, false",
        "vllm, system, max_tokens, seed, true",
        "lmstudio, system, max_tokens, seed, true",
        "llama-server, system, max_tokens, seed, true",
        "somebody, system, max_tokens, seed, true"
    })
    void each_kind_is_asked_by_the_fields_that_it_has(
            String kind, String system, String limit, @Nullable String seed, boolean usage) throws IOException {
        JsonNode asked = asked(kind, "m", PROMPT, null);

        assertThat(asked.path("messages").path(0).path("role").asText()).isEqualTo(system);
        assertThat(asked.path(limit).asInt()).isEqualTo(60);
        assertThat(List.of("seed", "random_seed").stream().filter(asked::has))
                .isEqualTo(seed == null ? List.of() : List.of(seed));
        assertThat(asked.path("stream_options").path("include_usage").asBoolean())
                .isEqualTo(usage);
        assertThat(asked.path("stream").asBoolean()).isTrue();
    }

    @Test
    void who_speaks_stands_in_a_field_of_its_own_where_there_is_one() throws IOException {
        Prompt prompt = new Prompt("", ROOM, "Ann", "", 60, 7);

        assertThat(messages(asked("openai", "gpt-4o", prompt, null)))
                .containsExactly(
                        "{\"role\":\"user\",\"name\":\"Bob\",\"content\":\"Hi.\"}",
                        "{\"role\":\"user\",\"name\":\"Eve\",\"content\":\"Bob: hello.\"}",
                        "{\"role\":\"assistant\",\"content\":\"Welcome.\"}",
                        "{\"role\":\"user\",\"content\":\"A door opens.\"}",
                        "{\"role\":\"user\",\"name\":\"Bob\",\"content\":\"Who?\"}");
        assertThat(messages(asked("vllm", "qwen", prompt, null)))
                .containsExactly(
                        "{\"role\":\"user\",\"content\":\"Bob: Hi.\\n\\nEve: Bob: hello.\"}",
                        "{\"role\":\"assistant\",\"content\":\"Welcome.\"}",
                        "{\"role\":\"user\",\"content\":\"A door opens.\\n\\nBob: Who?\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "A B", "A.B", "李", "<x>"})
    void a_name_that_fits_into_no_field_puts_every_name_into_the_text(String odd) throws IOException {
        Prompt prompt =
                new Prompt("", List.of(new Line(false, "Bob", "Hi."), new Line(false, odd, "Hey.")), "Ann", "", 60, 7);

        assertThat(messages(asked("openai", "gpt-4o", prompt, null)))
                .containsExactly(
                        "{\"role\":\"user\",\"content\":\"Bob: Hi.\"}",
                        "{\"role\":\"user\",\"content\":\"" + odd + ": Hey.\"}");
    }

    @Test
    void tools_and_what_came_of_them_are_told() throws IOException {
        Prompt prompt = PROMPT.with(
                List.of(new ToolSpec("clock", "Tells the time.", "{\"type\":\"object\",\"properties\":{}}")),
                List.of(
                        new ToolUse("Let me see.", new ToolCall("c1", "clock", "{\"z\":1}", ""), "12:00", false),
                        new ToolUse("", new ToolCall("c1", "clock", "not json", "{\"g\":1}"), "failed", true)));

        JsonNode asked = asked("plain", "llama", prompt, null);

        assertThat(asked.path("tools").toString())
                .isEqualTo(
                        "[{\"type\":\"function\",\"function\":{\"name\":\"clock\",\"description\":\"Tells the time.\","
                                + "\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]");
        assertThat(messages(asked).subList(2, 6))
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"Let me see.\",\"tool_calls\":[{\"id\":\"c1\",\"type\":"
                                + "\"function\",\"function\":{\"name\":\"clock\",\"arguments\":\"{\\\"z\\\":1}\"}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"12:00\"}",
                        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call00001\",\"type\":"
                                + "\"function\",\"function\":{\"name\":\"clock\",\"arguments\":\"{}\"},"
                                + "\"extra_content\":{\"g\":1}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"call00001\",\"content\":\"failed\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mistral      | {\"role\":\"assistant\",\"content\":\"Tea is\",\"prefix\":true}",
                "deepseek     | {\"role\":\"assistant\",\"content\":\"Tea is\",\"prefix\":true}",
                "llama-server | {\"role\":\"assistant\",\"content\":\"Tea is\"}",
                "vllm         | {\"role\":\"assistant\",\"content\":\"Tea is\"}",
                "openai       | {\"role\":\"user\",\"name\":\"user\",\"content\":\"Tea?\"}"
            })
    void an_answer_is_begun_as_its_kind_wants_it(String kind, String last) throws IOException {
        Prompt begun = new Prompt("Be kind.", PROMPT.lines(), "Ann", "Tea is", 60, 7);
        JsonNode asked = asked(kind, "m", begun, null);

        assertThat(messages(asked)).last().isEqualTo(last);
        assertThat(asked.path("continue_final_message").asBoolean()).isEqualTo(kind.equals("vllm"));
        assertThat(asked.has("add_generation_prompt")).isEqualTo(kind.equals("vllm"));
        assertThat(new OpenAiWire(null).prefills(endpoint(kind, "http://127.0.0.1:1/v1")))
                .isEqualTo(!kind.equals("openai"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "azure  | https://r.openai.azure.com           |"
                        + " /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
                "any    | https://r.openai.azure.com/openai    |"
                        + " /openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
                "azure  | http://proxy/openai/deployments/d    |"
                        + " /openai/deployments/d/chat/completions?api-version=2024-10-21",
                "azure  | http://proxy?api-version=2025-01-01  |"
                        + " /openai/deployments/my%20gpt/chat/completions?api-version=2025-01-01",
                "azure  | https://r.openai.azure.com/openai/v1 | /openai/v1/chat/completions",
                "openai | https://api.openai.com/v1/           | /v1/chat/completions",
                "groq   | https://api.groq.com/openai/v1       | /openai/v1/chat/completions",
                "deepseek | https://api.deepseek.com           | /beta/chat/completions",
                "deepseek | https://api.deepseek.com/v1        | /beta/chat/completions",
                "other  | http://127.0.0.1:1/v1?team=a         | /v1/chat/completions?team=a"
            })
    void each_kind_is_asked_where_it_listens(String provider, String base, String path) {
        Prompt begun = new Prompt("", PROMPT.lines(), "Ann", "Tea is", 60, 7);

        assertThat(new OpenAiWire(null)
                        .request(endpoint(provider, base), "my gpt", begun)
                        .getUri()
                        .toString())
                .isEqualTo(path);
    }

    @Test
    void each_kind_is_shown_the_key_in_its_own_way_and_told_what_it_likes() {
        assertThat(headers("azure", "https://r.openai.azure.com", Canary.KEY)).contains("api-key: " + Canary.KEY);
        assertThat(headers("azure", "https://r.openai.azure.com", "eyJ0eXAi.x.y"))
                .contains("Authorization: Bearer eyJ0eXAi.x.y")
                .noneMatch(it -> it.startsWith("api-key"));
        assertThat(headers("openrouter", "https://openrouter.ai/api/v1", Canary.KEY))
                .contains("Authorization: Bearer " + Canary.KEY, "X-Title: Parley")
                .anyMatch(it -> it.startsWith("HTTP-Referer: "));
        assertThat(headers("plain", "http://127.0.0.1:1/v1", Canary.KEY))
                .contains("Authorization: Bearer " + Canary.KEY);
    }

    private static List<String> headers(String provider, String base, String key) {
        Endpoint endpoint = new Endpoint(provider, URI.create(base), Optional.of(new Secret(key)));
        OpenAiWire wire = new OpenAiWire(null);
        HttpRequest request = wire.authorized(endpoint, wire.request(endpoint, "m", PROMPT))
                .toCompletableFuture()
                .join();
        return java.util.stream.StreamSupport.stream(request.getHeaders().spliterator(), false)
                .map(it -> it.name() + ": " + it.value())
                .toList();
    }

    private static List<String> messages(JsonNode asked) {
        return java.util.stream.StreamSupport.stream(asked.path("messages").spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }

    private static Endpoint endpoint(String provider, String base) {
        return new Endpoint(provider, URI.create(base), Optional.empty());
    }

    private static JsonNode asked(String kind, String model, Prompt prompt, @Nullable Double temperature)
            throws IOException {
        return JSON.readTree(OpenAiRequest.of(prompt, model, OpenAiProfiles.named(kind), temperature));
    }
}
