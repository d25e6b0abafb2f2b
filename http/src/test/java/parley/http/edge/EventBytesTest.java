package parley.http.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBytesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "\"quoted\" \\ back", "\n\r\t\b\f\u0000\u001f\u007f", "Ünï", "\u2028€", "🎭a🎭"})
    void writes_any_text_so_that_json_reads_it_back(String text) throws JsonProcessingException {
        EventBytes out = new EventBytes();
        out.write('"');
        out.escaped(text).write('"');

        String json = out.finished().decodeString(UTF_8);

        assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(text);
        assertThat(json).doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83c", "\udfad", "\ud83c\ud83c"})
    void marks_half_a_character(String half) {
        String text = new EventBytes().escaped("a" + half).finished().decodeString(UTF_8);

        assertThat(text).matches("a\uFFFD+");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 10, 99, 100, 1234567890123456789L, Long.MAX_VALUE})
    void writes_numbers(long number) {
        assertThat(new EventBytes().number(number).finished().decodeString(UTF_8))
                .isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 512, 513, 5000})
    void grows_as_far_as_it_must(int length) {
        String text = "é".repeat(length);

        assertThat(new EventBytes()
                        .ascii("x".repeat(length))
                        .escaped(text)
                        .finished()
                        .decodeString(UTF_8))
                .isEqualTo("x".repeat(length) + text);
    }
}
