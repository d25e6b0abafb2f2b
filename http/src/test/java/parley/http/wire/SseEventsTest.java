package parley.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.llm.ModelFailure;

final class SseEventsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void reads_events_by_the_standard_however_the_bytes_are_split(String end) {
        String stream = String.join(
                end,
                "\uFEFFdata: one",
                "",
                ": a comment",
                "event: x",
                "id: 7",
                "data:two",
                "data: größer 😀",
                "",
                "",
                "data",
                "",
                "data:  spaced",
                "",
                "datax: no",
                "",
                "data: unfinished");
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            List<String> seen = new ArrayList<>();
            SseEvents events = new SseEvents(1000, 1000);
            for (int from = 0; from < bytes.length; from += size)
                events.add(
                        ByteString.fromArray(bytes, from, Math.min(size, bytes.length - from)),
                        (data, length) -> seen.add(new String(data, 0, length, StandardCharsets.UTF_8)));
            assertThat(seen).as("pieces of %d", size).containsExactly("one", "two\ngrößer 😀", "", " spaced");
        }
    }

    @Test
    void a_line_an_event_and_an_answer_have_a_largest_size() {
        AnswerReader nobody = (_, _) -> {};
        assertThatThrownBy(() -> new SseEvents(10, 1000).add(ByteString.fromString("data: 12345678"), nobody))
                .isInstanceOf(ModelFailure.Malformed.class);
        assertThatThrownBy(() -> new SseEvents(10, 1000).add(ByteString.fromString("data: 123\n".repeat(5)), nobody))
                .isInstanceOf(ModelFailure.Malformed.class);
        assertThatThrownBy(() -> new SseEvents(10, 20).add(ByteString.fromString("\n".repeat(21)), nobody))
                .isInstanceOf(ModelFailure.Malformed.class);
    }
}
