package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.chunking.ChunkerOptions;

final class ChunkWireTest {
    /** What was answered, and whether all was understood. */
    private record Answer(boolean understood, List<String> lines) {}

    private static Answer answer(String... lines) {
        StringWriter out = new StringWriter();
        boolean understood = new ChunkWire(
                        new StringReader(String.join("\n", lines)), new PrintWriter(out), ChunkerOptions.of("en"))
                .run();
        return new Answer(understood, out.toString().lines().toList());
    }

    @Test
    void answers_each_line_with_the_chunks_it_closes_and_one_acknowledgement() {
        Answer answer = answer(
                "{\"id\":\"a\",\"piece\":\"Wait. *She\",\"lang\":\"en\"}",
                "{\"id\":\"b\",\"piece\":\"你好。我\",\"lang\":\"zh\"}",
                "{\"id\":\"a\",\"piece\":\" smiles.*\"}",
                "{\"id\":\"a\",\"end\":true}");

        assertThat(answer.understood()).isTrue();
        assertThat(answer.lines())
                .containsExactly(
                        "{\"id\":\"a\",\"chunk\":\"Wait. \",\"end\":6,\"kind\":\"sentence\",\"speech\":\"Wait.\"}",
                        "{\"id\":\"a\",\"ack\":1}",
                        "{\"id\":\"b\",\"chunk\":\"\\u4F60\\u597D\\u3002\",\"end\":3,\"kind\":\"sentence\","
                                + "\"speech\":\"\\u4F60\\u597D\\u3002\"}",
                        "{\"id\":\"b\",\"ack\":1}",
                        "{\"id\":\"a\",\"ack\":1}",
                        "{\"id\":\"a\",\"chunk\":\"*She smiles.*\",\"end\":19,\"kind\":\"action\","
                                + "\"speech\":\"She smiles.\"}",
                        "{\"id\":\"a\",\"ack\":1}");
    }

    @Test
    void says_what_is_wrong_with_a_line_and_goes_on() {
        Answer answer =
                answer("{\"id\":\"a\"", "[]", "{\"piece\":\"x\"}", "{\"id\":\"a\"}", "", "{\"id\":\"a\",\"end\":true}");

        assertThat(answer.understood()).isFalse();
        assertThat(answer.lines()).hasSize(5);
        assertThat(answer.lines().get(0)).startsWith("{\"line\":1,\"error\":\"not a JSON object");
        assertThat(answer.lines().get(1)).startsWith("{\"line\":2,\"error\":\"not a JSON object");
        assertThat(answer.lines().get(2)).isEqualTo("{\"line\":3,\"error\":\"no id\"}");
        assertThat(answer.lines().get(3)).isEqualTo("{\"line\":4,\"error\":\"neither piece nor end\"}");
        assertThat(answer.lines().get(4)).isEqualTo("{\"id\":\"a\",\"ack\":1}");
    }

    @Test
    void refuses_a_line_that_is_too_long_and_a_text_too_many() {
        Answer tooLong = answer("{\"id\":\"a\",\"piece\":\"" + "x".repeat(ChunkWire.LONGEST_LINE) + "\"}");
        String[] many = new String[ChunkWire.MOST_OPEN + 1];
        for (int at = 0; at < many.length; at++) many[at] = "{\"id\":\"" + at + "\",\"piece\":\"x\"}";

        assertThat(tooLong.lines()).containsExactly("{\"line\":1,\"error\":\"longer than 1048576 characters\"}");
        assertThat(answer(many).lines().getLast())
                .isEqualTo("{\"line\":1001,\"error\":\"1000 texts are open already\"}");
    }
}
