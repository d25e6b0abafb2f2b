package parley.http.wire.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;
import parley.http.wire.Canary;
import parley.http.wire.Playback;
import parley.http.wire.Recorded;
import parley.http.wire.WireServer;

final class GeminiAnswersTest extends Recorded {
    private static final String TEXT = "google/text.sse";
    private static final String TOOLS = "google/tools.sse";

    GeminiAnswersTest() {
        super(new GeminiWire(null), "\"finishReason\"", TEXT, TOOLS);
    }

    @Test
    void thoughts_are_no_part_of_the_answer_but_of_what_it_used() {
        Playback.Came came = replay.read(text(TEXT));

        assertThat(came.text()).isEqualTo("Good evening, Bob 🦊.");
        assertThat(came.thought()).isEqualTo("**Greeting**\n\nBe kind.");
        Usage usage = came.finished().orElseThrow().usage();
        assertThat(usage)
                .usingRecursiveComparison()
                .ignoringFields("report")
                .isEqualTo(new Usage(1200, 38, false, 1024, 31, 0, 0, null));
        assertThat(usage.report()).contains("\"promptTokensDetails\"");
    }

    @Test
    void calls_are_given_names_that_stay_and_their_signature_is_kept() throws Exception {
        Playback.Came came = replay.read(text(TOOLS));

        assertThat(came.finished().orElseThrow().reason()).isEqualTo(Chunk.Reason.TOOLS);
        assertThat(came.calls())
                .extracting(Chunk.ToolCall::tool, Chunk.ToolCall::arguments)
                .containsExactly(tuple("weather", "{\"place\":\"Oslo\"}"), tuple("clock", "{}"));
        assertThat(came.calls())
                .extracting(Chunk.ToolCall::id)
                .doesNotHaveDuplicates()
                .allMatch(it -> it.length() > 20);
        assertThat(new ObjectMapper().readTree(came.calls().getFirst().echo()).toString())
                .isEqualTo(
                        "{\"family\":\"google\",\"answer\":\"resp-2\",\"kept\":{\"thoughtSignature\":\"c2lnbmVk\"}}");
        assertThat(replay.read(text(TOOLS)).calls()).isEqualTo(came.calls());
        assertThat(replay.read(text(TOOLS).replace("resp-2", "resp-3"))
                        .calls()
                        .getFirst()
                        .id())
                .isNotEqualTo(came.calls().getFirst().id());
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "OTHER, STOP",
        "SOMETHING_NEW, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, FILTER",
        "RECITATION, FILTER",
        "BLOCKLIST, FILTER",
        "PROHIBITED_CONTENT, FILTER",
        "SPII, FILTER",
        "IMAGE_SAFETY, FILTER"
    })
    void each_finish_reason_has_its_own(String said, Chunk.Reason reason) {
        assertThat(replay.read(text(TEXT).replace("\"STOP\"", "\"" + said + "\""))
                        .finished()
                        .orElseThrow()
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"})
    void a_call_that_went_wrong_is_a_failure(String said) {
        assertThat(replay.read(text(TEXT).replace("\"STOP\"", "\"" + said + "\""))
                        .failure())
                .isInstanceOf(ModelFailure.Malformed.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_prompt_that_is_blocked_is_rejected_with_the_reason() {
        for (String before : new String[] {"", "\"candidates\":[],"})
            assertThat(replay.read("data: {" + before + "\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\","
                                    + "\"safetyRatings\":[]},\"usageMetadata\":{\"promptTokenCount\":9}}\n\n")
                            .failure())
                    .isInstanceOf(ModelFailure.Rejected.class)
                    .hasMessageContaining("PROHIBITED_CONTENT");
    }

    @ParameterizedTest
    @CsvSource({
        "503, UNAVAILABLE, overloaded",
        "500, INTERNAL, overloaded",
        "429, RESOURCE_EXHAUSTED, throttled",
        "400, INVALID_ARGUMENT, rejected",
        "403, PERMISSION_DENIED, unauthorized",
        "504, DEADLINE_EXCEEDED, overloaded"
    })
    void an_error_in_an_answer_that_began_well_fails_it_by_its_kind(int status, String kind, String code) {
        String error = "{\"error\":{\"code\":" + status + ",\"message\":\"oh " + Canary.KEY + "\",\"status\":\"" + kind
                + "\"}}";
        String first = text(TEXT).substring(0, text(TEXT).indexOf("\r\n\r\n") + 4);
        for (String body :
                new String[] {"data: " + error + "\n\n", first + "data: " + error + "\n\n", "[" + error + "]"})
            assertThat(Objects.requireNonNull(replay.read(body).failure()))
                    .isInstanceOfSatisfying(
                            ModelFailure.class, it -> assertThat(it.code()).isEqualTo(code))
                    .message()
                    .doesNotContain(Canary.KEY);
    }

    @Test
    void an_array_is_read_like_events() {
        String array = text(TEXT)
                .lines()
                .filter(it -> !it.isEmpty())
                .map(it -> it.substring("data: ".length()))
                .collect(Collectors.joining(",\r\n", "[", "]"));

        assertThat(replay.read(array).text()).isEqualTo("Good evening, Bob 🦊.");
        assertThat(replay.read(array).finished())
                .isEqualTo(replay.read(text(TEXT)).finished());
    }

    @Test
    void only_the_first_candidate_is_heard_and_unheard_of_parts_are_passed_over() {
        String two = "data: {\"new\":{\"text\":\"no\"},\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":["
                + "{\"inlineData\":{\"data\":\"AAAA\"}},{\"text\":\"Hi\",\"new\":[1]}]},\"finishReason\":\"STOP\"},"
                + "{\"content\":{\"parts\":[{\"text\":\"no\"}]},\"finishReason\":\"SAFETY\"}]}\n\n";
        Playback.Came came = replay.read(two);

        assertThat(came.text()).isEqualTo("Hi");
        assertThat(came.finished().orElseThrow().reason()).isEqualTo(Chunk.Reason.STOP);
        assertThat(came.finished().orElseThrow().usage().estimated()).isTrue();
    }

    @Test
    void the_key_is_nowhere_but_in_its_header() throws Exception {
        try (WireServer server =
                WireServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + text(TEXT))) {
            replay.asked(Playback.at(server.base().resolve("/v1beta")), "models/gemini-test", Playback.PROMPT);

            String request = server.requests().getFirst();
            assertThat(request)
                    .startsWith("POST /v1beta/models/gemini-test:streamGenerateContent?alt=sse HTTP/1.1\r\n")
                    .contains("x-goog-api-key: " + Canary.KEY + "\r\n")
                    .doesNotContain("Authorization");
            assertThat(Stream.of(request.split(Canary.KEY, -1))).hasSize(2);
        }
    }

    private static String text(String recording) {
        return new String(Playback.recording(recording), StandardCharsets.UTF_8);
    }
}
