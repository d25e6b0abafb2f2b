package parley.http.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;
import parley.http.wire.Canary;
import parley.http.wire.Playback;
import parley.http.wire.Recorded;
import parley.http.wire.WireServer;

final class AnthropicAnswersTest extends Recorded {
    private static final String TEXT = "anthropic/text.sse";
    private static final String TOOLS = "anthropic/tools.sse";
    private static final String REAL = "llama-server/anthropic-stream.txt";

    AnthropicAnswersTest() {
        super(new AnthropicWire(null), "\"message_stop\"", TEXT, TOOLS, REAL);
    }

    @Test
    void counts_what_was_read_from_the_cache_and_written_to_it_as_input() {
        Playback.Came came = replay.read(text(TEXT));

        assertThat(came.text()).isEqualTo("Good evening, Bob 🦊.");
        Usage usage = came.finished().orElseThrow().usage();
        assertThat(usage)
                .usingRecursiveComparison()
                .ignoringFields("report")
                .isEqualTo(new Usage(1321, 9, false, 1000, 0, 0, 300, null));
        assertThat(usage.report()).contains("\"ephemeral_5m_input_tokens\":300").contains("\"output_tokens\":9");
    }

    @Test
    void reads_a_real_server_s_answer() {
        Playback.Came came = replay.read(text(REAL));

        assertThat(came.text()).isEqualTo("Hello, I am a tiny test model made out of numbers.");
        assertThat(came.finished().orElseThrow().reason()).isEqualTo(Chunk.Reason.STOP);
        assertThat(came.finished().orElseThrow().usage().outputTokens()).isEqualTo(14);
    }

    @Test
    void tells_calls_whole_with_the_signed_thoughts_that_led_to_them() throws Exception {
        Playback.Came came = replay.read(text(TOOLS));

        assertThat(came.thought()).isEqualTo("Two places, so two calls.");
        assertThat(came.text()).isEqualTo("I shall look.");
        assertThat(came.finished().orElseThrow().reason()).isEqualTo(Chunk.Reason.TOOLS);
        assertThat(came.finished().orElseThrow().usage().inputTokens()).isEqualTo(42);
        assertThat(came.calls())
                .extracting(Chunk.ToolCall::id, Chunk.ToolCall::tool, Chunk.ToolCall::arguments)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("toolu_01", "weather", "{\"place\": \"Oslo\"}"),
                        org.assertj.core.api.Assertions.tuple("toolu_02", "clock", "{}"));
        assertThat(new ObjectMapper().readTree(came.calls().getFirst().echo()).path("kept"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "[{\"type\":\"thinking\",\"thinking\":\"Two places, so two calls.\","
                                                + "\"signature\":\"c2lnbmVk\"},{\"type\":\"redacted_thinking\",\"data\":\"aGlkZGVu\"}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "pause_turn, STOP",
        "compaction, STOP",
        "something_new, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "refusal, FILTER"
    })
    void each_reason_to_stop_has_its_own(String said, Chunk.Reason reason) {
        Playback.Came came = replay.read(text(TEXT).replace("end_turn", said));

        assertThat(came.finished().orElseThrow().reason()).isEqualTo(reason);
    }

    @Test
    void a_call_in_an_answer_that_was_too_long_is_not_told() {
        Playback.Came came =
                replay.read(text(TOOLS).replace("\"stop_reason\":\"tool_use\"", "\"stop_reason\":\"max_tokens\""));

        assertThat(came.calls()).isEmpty();
        assertThat(came.finished().orElseThrow().reason()).isEqualTo(Chunk.Reason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, overloaded",
        "api_error, overloaded",
        "rate_limit_error, throttled",
        "timeout_error, timed_out",
        "authentication_error, unauthorized",
        "permission_error, unauthorized",
        "billing_error, unpaid",
        "invalid_request_error, rejected",
        "not_found_error, rejected",
        "request_too_large, rejected",
        "unheard_of_error, cut_off"
    })
    void an_error_in_an_answer_that_began_well_fails_it_by_its_kind(String type, String code) {
        String error = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"oh "
                + Canary.KEY + "\"},\"request_id\":\"req_1\"}\n\n";
        int middle = text(TEXT).indexOf("event: ping");
        for (String body : List.of(
                error, text(TEXT).substring(0, middle) + error + text(TEXT).substring(middle)))
            assertThat(Objects.requireNonNull(replay.read(body).failure()))
                    .isInstanceOfSatisfying(
                            ModelFailure.class, it -> assertThat(it.code()).isEqualTo(code))
                    .message()
                    .doesNotContain(Canary.KEY);
    }

    @Test
    void sums_the_rounds_that_the_sums_at_the_top_leave_out_but_not_those_of_an_adviser() {
        String rounds = "\"usage\":{\"output_tokens\":9,\"iterations\":["
                + "{\"type\":\"compaction\",\"input_tokens\":500,\"output_tokens\":50},"
                + "{\"type\":\"advisor_message\",\"input_tokens\":9000,\"output_tokens\":9000},"
                + "{\"type\":\"message\",\"input_tokens\":21,\"output_tokens\":9}]}}";
        Usage usage = replay.read(text(TEXT).replace("\"usage\":{\"output_tokens\":9}}", rounds))
                .finished()
                .orElseThrow()
                .usage();

        assertThat(usage.inputTokens()).isEqualTo(521 + 1000 + 300);
        assertThat(usage.outputTokens()).isEqualTo(59);
    }

    @Test
    void what_nobody_counted_is_estimated() {
        String uncounted = text(TEXT)
                .replaceAll(
                        "\"usage\":\\{.*?\\}(,\"output_tokens\":1,\"service_tier\":\"standard\"\\})?",
                        "\"usage\":null");

        assertThat(replay.read(uncounted).finished().orElseThrow().usage().estimated())
                .isTrue();
    }

    @Test
    void an_answer_that_comes_at_once_is_read_as_well() {
        String whole = "{\"id\":\"msg_3\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                + "\"text\":\"Hello.\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
        Playback.Came came = replay.read(whole);

        assertThat(came.text()).isEqualTo("Hello.");
        assertThat(came.finished().orElseThrow().usage().outputTokens()).isEqualTo(2);
    }

    @Test
    void the_order_of_fields_makes_no_difference_and_neither_does_what_nobody_knows() {
        String turned = text(TEXT)
                .replace(
                        "{\"type\":\"text_delta\",\"text\":\"Good \"}",
                        "{\"text\":\"Good \",\"x\":[{}],\"type\":\"text_delta\"}")
                .replace(
                        "event: ping",
                        "event: new\ndata: {\"delta\":{\"text\":\"no\"},\"type\":\"new\"}\n\nevent: ping");

        assertThat(replay.read(turned).text()).isEqualTo("Good evening, Bob 🦊.");
    }

    @Test
    void the_key_is_nowhere_but_in_its_header() throws Exception {
        try (WireServer server =
                WireServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + text(TEXT))) {
            replay.asked(Playback.at(server.base()), "claude-test", Playback.PROMPT);

            String request = server.requests().getFirst();
            assertThat(request)
                    .startsWith("POST /v1/messages HTTP/1.1\r\n")
                    .contains("x-api-key: " + Canary.KEY + "\r\n", "anthropic-version: 2023-06-01\r\n")
                    .doesNotContain("Authorization");
            assertThat(Stream.of(request.split(Canary.KEY, -1))).hasSize(2);
        }
    }

    private static String text(String recording) {
        return new String(Playback.recording(recording), StandardCharsets.UTF_8);
    }
}
