package parley.http.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Prompt;

class OpenAiRequestTest {
    private static final Prompt PROMPT =
            new Prompt("Be kind.", List.of(new Prompt.Line(false, "user", "Tea?")), "Ann", "", 60, 7);

    private static JsonNode at(@Nullable Double temperature) throws IOException {
        return new ObjectMapper().readTree(OpenAiRequest.of(PROMPT, "llama", OpenAiProfiles.PLAIN, temperature));
    }

    @Test
    void a_temperature_is_sent_where_the_operator_set_one_and_else_the_provider_takes_its_own() throws IOException {
        assertThat(at(0.2).path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(at(null).has("temperature")).isFalse();
        assertThat(at(null).path("max_tokens").asInt()).isEqualTo(60);
    }
}
