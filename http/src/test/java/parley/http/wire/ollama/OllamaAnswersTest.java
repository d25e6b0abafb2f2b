package parley.http.wire.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
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

final class OllamaAnswersTest extends Recorded {
    private static final String TEXT = "ollama/text.ndjson";
    private static final String TOOLS = "ollama/tools.ndjson";

    OllamaAnswersTest() {
        super(new OllamaWire(null, 8192), "\"done\":true", TEXT, TOOLS);
    }

    @Test
    void thoughts_words_and_counts_are_told_apart() {
        Playback.Came came = replay.read(text(TEXT));

        assertThat(came.thought()).isEqualTo("Be kind.");
        assertThat(came.text()).isEqualTo("Good evening, Bob 🦊.");
        Usage usage = came.finished().orElseThrow().usage();
        assertThat(usage).usingRecursiveComparison().ignoringFields("report").isEqualTo(new Usage(26, 9, false));
        assertThat(usage.report()).contains("\"eval_duration\":700000000");
    }

    @Test
    void calls_come_whole_and_a_count_that_is_left_out_is_none() {
        Playback.Came came = replay.read(text(TOOLS));

        assertThat(came.calls())
                .extracting(Chunk.ToolCall::tool, Chunk.ToolCall::arguments)
                .containsExactly(tuple("weather", "{\"place\":\"Oslo\"}"), tuple("clock", "{}"));
        assertThat(came.calls().getFirst().id()).startsWith("call_");
        assertThat(came.calls().getLast().id()).isEqualTo("call_own");
        assertThat(replay.read(text(TOOLS)).calls()).isEqualTo(came.calls());
        assertThat(came.finished().orElseThrow().reason()).isEqualTo(Chunk.Reason.TOOLS);
        Usage usage = came.finished().orElseThrow().usage();
        assertThat(usage.inputTokens()).isZero();
        assertThat(usage.outputTokens()).isEqualTo(18);
        assertThat(usage.estimated()).isFalse();
    }

    @Test
    void what_nobody_counted_is_estimated() {
        String uncounted = text(TEXT).replaceAll("\"(prompt_)?eval_count\":\\d+,", "");

        assertThat(replay.read(uncounted).finished().orElseThrow().usage().estimated())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"stop, STOP", "length, LENGTH", "something_new, STOP"})
    void each_reason_to_be_done_has_its_own(String said, Chunk.Reason reason) {
        assertThat(replay.read(text(TEXT).replace("\"done_reason\":\"stop\"", "\"done_reason\":\"" + said + "\""))
                        .finished()
                        .orElseThrow()
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void a_model_that_was_only_loaded_or_unloaded_has_not_answered() {
        String last = text(TEXT).lines().skip(5).findFirst().orElseThrow() + "\n";

        assertThat(replay.read(last.replace("\"stop\"", "\"load\"")).failure())
                .isInstanceOf(ModelFailure.Overloaded.class);
        assertThat(replay.read(text(TEXT).replace("\"stop\"", "\"unload\"")).failure())
                .isInstanceOf(ModelFailure.CutOff.class);
    }

    @Test
    void an_error_in_an_answer_that_began_well_fails_it_without_the_key() {
        String error = "{\"error\":\"an error was encountered while running the model " + Canary.KEY + "\"}\n";
        String first = text(TEXT).lines().limit(4).reduce("", (all, it) -> all + it + "\n");
        for (String body : new String[] {error, first + error})
            assertThat(Objects.requireNonNull(replay.read(body).failure()))
                    .isInstanceOf(ModelFailure.CutOff.class)
                    .hasMessageContaining("while running the model")
                    .message()
                    .doesNotContain(Canary.KEY);
        assertThat(replay.read(first + error).text()).isEqualTo("Good evening, ");
    }

    @ParameterizedTest
    @CsvSource({"404, rejected", "401, unauthorized", "503, overloaded", "429, throttled", "500, overloaded"})
    void each_status_has_its_failure(int status, String code) throws Exception {
        String body = "{\"error\":\"no " + Canary.KEY + "\"}";
        try (WireServer server = WireServer.answering(
                "HTTP/1.1 " + status + " Oh\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            assertThat(Objects.requireNonNull(replay.asked(Playback.at(server.base()), "m", Playback.PROMPT)
                            .failure()))
                    .isInstanceOfSatisfying(
                            ModelFailure.class, it -> assertThat(it.code()).isEqualTo(code))
                    .message()
                    .doesNotContain(Canary.KEY);
        }
    }

    @Test
    void the_key_of_the_cloud_is_nowhere_but_in_its_header() throws Exception {
        try (WireServer server =
                WireServer.answering("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + text(TEXT))) {
            assertThat(replay.asked(Playback.at(server.base()), "llama3.2:1b", Playback.PROMPT)
                            .finished())
                    .isPresent();

            String request = server.requests().getFirst();
            assertThat(request)
                    .startsWith("POST /api/chat HTTP/1.1\r\n")
                    .contains("Authorization: Bearer " + Canary.KEY + "\r\n");
            assertThat(Stream.of(request.split(Canary.KEY, -1))).hasSize(2);
        }
    }

    private static String text(String recording) {
        return new String(Playback.recording(recording), StandardCharsets.UTF_8);
    }
}
