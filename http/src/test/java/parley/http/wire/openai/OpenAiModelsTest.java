package parley.http.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Endpoint;
import parley.http.wire.ListedModel;

class OpenAiModelsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":[{\"id\":\"gpt-4o\",\"object\":\"model\"}]}                                     | gpt-4o 0",
                "{\"data\":[{\"id\":\"a/b\",\"context_length\":32768,\"top_provider\":{\"context_length\":16384}}]} |"
                        + " a/b 16384",
                "{\"data\":[{\"id\":\"qwen\",\"owned_by\":\"vllm\",\"max_model_len\":40960}]}               | qwen"
                        + " 40960",
                "{\"data\":[{\"id\":\"llama\",\"active\":true,\"context_window\":131072}]}                 | llama"
                        + " 131072",
                "{\"data\":[{\"id\":\"m\",\"max_context_length\":128000}]}                                 | m 128000",
                "{\"data\":[{\"id\":\"l\",\"max_context_length\":32768,\"loaded_context_length\":4096}]}   | l 4096",
                "{\"data\":[{\"id\":\"tiny\",\"meta\":{\"n_ctx\":1024,\"n_ctx_train\":2048}}]}             | tiny 1024",
                "[{\"id\":\"t/l\",\"type\":\"chat\",\"context_length\":8192}]                              | t/l 8192",
                "{\"data\":[{\"id\":\"odd\",\"context_length\":\"many\"}]}                                 | odd 0",
            })
    void each_provider_tells_the_window_in_its_own_words(String list, String model) throws IOException {
        assertThat(listed(list))
                .extracting(it -> it.name() + " " + it.context())
                .containsExactly(model);
    }

    @Test
    void what_does_not_chat_is_not_listed_and_what_is_no_list_is_told() throws IOException {
        assertThat(
                        listed(
                                "{\"data\":[{\"id\":\"e\",\"type\":\"embedding\"},{\"id\":\"off\",\"active\":false},{\"id\":\"\"},"
                                        + "{\"id\":\"ocr\",\"capabilities\":{\"completion_chat\":false}},{\"x\":1},{\"id\":\"c\"}]}"))
                .containsExactly(new ListedModel("c", 0));
        assertThatThrownBy(() -> listed("{\"hello\":1}")).isInstanceOf(ModelFailure.Rejected.class);
    }

    private static List<ListedModel> listed(String answer) throws IOException {
        Endpoint endpoint = new Endpoint("test", URI.create("http://127.0.0.1:1/v1"), Optional.empty());
        return new OpenAiWire(null).listed(endpoint, new ObjectMapper().readTree(answer));
    }
}
