package parley.http.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Prompt.Line;
import parley.engine.llm.Usage;
import parley.http.wire.Answer;
import parley.http.wire.Endpoint;
import parley.http.wire.Failures;
import parley.http.wire.RoomRoles;

final class OpenAiEventsTest {
    private static final Failures FAILURES = new Failures(
            new Endpoint("test", URI.create("http://localhost/v1"), Optional.empty()), Duration.ofSeconds(5));

    @Test
    void takes_the_last_report_of_usage_wherever_it_stands() {
        Answer answer = read(
                "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}",
                "{\"usage\":null,\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}",
                "{\"x_groq\":{\"id\":\"r\",\"usage\":{\"queue\":{\"x\":1},\"prompt_tokens\":9,\"completion_tokens\":4}}}");

        assertThat(answer.usage())
                .contains(new Usage(
                        9, 4, false, 0, 0, 0, 0, "{\"queue\":{\"x\":1},\"prompt_tokens\":9,\"completion_tokens\":4}"));
        assertThat(read("{\"choices\":[]}").usage()).isEmpty();
    }

    @Test
    void finds_the_text_in_every_shape_and_passes_over_the_rest() {
        Answer answer = read(
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"hm\"}}]}",
                "{\"a\":{\"content\":[1,{}]},\"choices\":[{\"index\":0,\"logprobs\":{\"content\":[{\"token\":\"x\"}]},"
                        + "\"delta\":{\"tool_calls\":[{\"content\":\"no\"}],\"content\":\"\\u0041\\n\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[]},"
                        + "{\"type\":\"text\",\"text\":\"B😀\"}]}}]}",
                "[1]",
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}",
                "[DONE]");

        assertThat(answer.takeText()).isEqualTo("A\nB😀");
        assertThat(answer.takeText()).isEmpty();
        assertThat(answer.reason()).contains(Chunk.Reason.LENGTH);
        assertThat(answer.isOver()).isTrue();
    }

    @Test
    void half_a_character_waits_for_its_other_half() {
        Answer answer = new Answer();
        OpenAiEvents reader = new OpenAiEvents(answer, FAILURES, "");
        read(reader, "{\"choices\":[{\"delta\":{\"content\":\"a fox \\ud83e\"}}]}");
        assertThat(answer.takeText()).isEqualTo("a fox ");
        assertThat(answer.takeText()).isEmpty();

        read(reader, "{\"choices\":[{\"delta\":{\"content\":\"\\udd8a!\"}}]}");

        assertThat(answer.takeText()).isEqualTo("🦊!");
    }

    @Test
    void an_error_inside_an_answer_fails_it_by_its_kind() {
        assertThatThrownBy(() -> read("{\"error\":{\"message\":\"busy\",\"code\":429}}"))
                .isInstanceOf(ModelFailure.Throttled.class);
        assertThatThrownBy(() -> read("{\"error\":{\"message\":\"full\",\"code\":503}}"))
                .isInstanceOf(ModelFailure.Overloaded.class)
                .hasMessageContaining("full");
        assertThatThrownBy(() -> read("{\"error\":{\"type\":\"invalid_request_error\"}}"))
                .isInstanceOf(ModelFailure.Rejected.class);
        assertThatThrownBy(() -> read("{\"error\":\"boom\"}")).isInstanceOf(ModelFailure.CutOff.class);
        assertThatThrownBy(() -> read("{\"choices\":[{\"finish_reason\":\"error\"}]}"))
                .isInstanceOf(ModelFailure.CutOff.class);
        assertThatThrownBy(() -> read("{\"choices\":[{\"del")).isInstanceOf(ModelFailure.Malformed.class);
        assertThat(read("{\"error\":null,\"choices\":[{\"delta\":{\"content\":\"fine\"}}]}")
                        .takeText())
                .isEqualTo("fine");
    }

    @Test
    void a_room_becomes_two_roles_that_take_turns() {
        List<Line> lines = List.of(
                new Line(true, "Ada", "Welcome."),
                new Line(false, "Bob", "Hi."),
                new Line(false, "Eve", "Hello."),
                new Line(false, "", "A door opens."),
                new Line(true, "Ada", "Come in."));

        assertThat(RoomRoles.of(new Prompt("", lines, "Ada", "", 9, 1)))
                .extracting(it -> it.role() + "=" + it.content())
                .containsExactly(
                        "user=[The conversation begins.]",
                        "assistant=Welcome.",
                        "user=Bob: Hi.\n\nEve: Hello.\n\nA door opens.",
                        "assistant=Come in.",
                        "user=[Go on.]");
        assertThat(RoomRoles.of(new Prompt("", List.of(), "Ada", "", 9, 1))).hasSize(1);
    }

    private static Answer read(String... events) {
        Answer answer = new Answer();
        OpenAiEvents reader = new OpenAiEvents(answer, FAILURES, "");
        for (String each : events) read(reader, each);
        return answer;
    }

    private static void read(OpenAiEvents reader, String event) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        reader.event(bytes, bytes.length);
    }
}
