package parley.http.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.wire.Replay.calls;
import static parley.http.wire.Replay.chunked;
import static parley.http.wire.Replay.end;
import static parley.http.wire.Replay.resource;
import static parley.http.wire.Replay.text;
import static parley.http.wire.Replay.thought;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.Chunk.Reason;
import parley.engine.llm.Chunk.ToolCall;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.http.provider.PlainSystem;
import parley.http.wire.Replay;
import parley.http.wire.WireServer;

/** What each kind of server sends, played from a socket with the borders of its chunks anywhere. */
class RecordingsTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("recordings");
    private static final Replay REPLAY = new Replay(SYSTEM, new OpenAiWire(null));
    private static final String SAID = "Hello, I am a tiny test model made out of numbers.";

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai     | Tea, größer 🦊.        | ``                    | STOP   | 1300,40,1024,16,3,0",
                "azure      | Some of it             | ``                    | FILTER | 21,5,0,0,0,0",
                "groq       | Hello.                 | They greet.           | STOP   | 75,29,0,21,0,0",
                "deepseek   | Four.                  | Let me see.           | STOP   | 14,60,8,52,0,0",
                "mistral    | Bonjour!               | A greeting, I think.  | LENGTH | 10,21,4,0,0,0",
                "openrouter | Good day.              | Well.                 | STOP   | 194,22,100,5,0,80",
                "vllm       | Yes.                   | Hm.                   | STOP   | 12,5,0,0,0,0",
                "perplexity | It rains.              | ``                    | STOP   | 5,3,0,0,0,0",
                "refusal    | I cannot help with that. | ``                  | FILTER | 9,6,0,0,0,0",
            })
    void each_kind_of_server_is_understood(String kind, String text, String thought, Reason reason, String tokens)
            throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            List<Chunk> chunks = REPLAY.answer(chunked(resource("openai/" + kind + ".sse"), seed), kind);

            assertThat(text(chunks)).isEqualTo(text);
            assertThat(thought(chunks)).isEqualTo(thought);
            assertThat(end(chunks).reason()).isEqualTo(reason);
            assertThat(counts(end(chunks).usage())).isEqualTo(tokens);
            assertThat(end(chunks).usage().report())
                    .startsWith("{")
                    .endsWith("}")
                    .contains("\"total_tokens\":");
        }
    }

    @Test
    void calls_of_tools_are_put_together_from_pieces() throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            List<Chunk> chunks = recorded("tools-fragments", seed);

            assertThat(text(chunks)).isEqualTo("Let me look.");
            assertThat(calls(chunks))
                    .containsExactly(
                            new ToolCall("call_a", "weather", "{\"city\":\"Köln\"}", ""),
                            new ToolCall("call_b", "clock", "{}", ""));
            assertThat(end(chunks).reason()).isEqualTo(Reason.TOOLS);
            assertThat(counts(end(chunks).usage())).isEqualTo("80,30,0,0,0,0");
        }
    }

    @Test
    void whole_calls_without_an_index_and_with_an_object_are_two_calls() throws IOException {
        List<Chunk> chunks = recorded("tools-whole", 2);

        assertThat(calls(chunks))
                .containsExactly(
                        new ToolCall(
                                "f1",
                                "weather",
                                "{\"city\":\"Rome\"}",
                                "{\"google\":{\"thought_signature\":\"c2ln\"}}"),
                        new ToolCall("call00001", "clock", "{\"zone\":\"CET\"}", ""));
        assertThat(end(chunks).reason()).isEqualTo(Reason.TOOLS);
    }

    @Test
    void a_name_may_come_late_and_a_call_in_the_old_way() throws IOException {
        assertThat(calls(recorded("tools-late-name", 2)))
                .containsExactly(new ToolCall("call_c", "sum", "{\"a\":1}", ""));
        assertThat(calls(recorded("function-call", 2)))
                .containsExactly(new ToolCall("call00000", "clock", "{\"zone\":\"UTC\"}", ""));
    }

    @Test
    void a_real_server_s_streams_are_read() throws IOException {
        for (String kind : List.of("llama-chat-stream", "llama-tools-stream"))
            for (long seed = 1; seed <= 3; seed++) {
                List<Chunk> chunks = REPLAY.answer(chunked(body(kind), seed), "llama-server");
                assertThat(text(chunks)).isEqualTo(SAID);
                assertThat(end(chunks).reason()).isEqualTo(Reason.STOP);
                assertThat(end(chunks).usage().estimated()).isEqualTo(kind.equals("llama-tools-stream"));
            }
    }

    @ParameterizedTest
    @CsvSource({
        "llama-len-finish, 'Hello, I', LENGTH, '7,3,5,0,0,0'",
        "llama-stop-str, 'Hello, I am a', STOP, '7,6,6,0,0,0'",
        "llama-json-schema, '{ \"next\" : \"Bob\" }', STOP, '6,23,3,0,0,0'"
    })
    void a_real_server_s_answer_that_comes_whole_is_an_answer(String kind, String text, Reason reason, String tokens)
            throws IOException {
        List<Chunk> chunks = REPLAY.answer(resource("openai/" + kind + ".http"), "llama-server");

        assertThat(text(chunks)).isEqualTo(text);
        assertThat(end(chunks).reason()).isEqualTo(reason);
        assertThat(counts(end(chunks).usage())).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "llama-err-404, rejected, File Not Found",
        "llama-err-auth, unauthorized, does not accept the key",
        "llama-err-badjson, overloaded, parse error",
        "llama-err-context, rejected, exceeds the available context size (1024 tokens)",
        "llama-err-nomessages, rejected, 'messages'"
    })
    void a_real_server_s_errors_are_told_in_its_words(String kind, String code, String words) throws IOException {
        ModelFailure failure = REPLAY.failure(resource("openai/" + kind + ".http"), "llama-server");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "groq", "deepseek", "mistral", "openrouter", "vllm", "tools-fragments"})
    void a_recording_that_ends_before_its_finish_reason_is_cut_off(String kind) throws IOException {
        String whole = new String(resource("openai/" + kind + ".sse"), StandardCharsets.UTF_8);
        int finish = whole.indexOf("\"finish_reason\":\"");
        String before = whole.substring(0, whole.lastIndexOf("data:", finish));

        assertThat(REPLAY.failure(chunked(before.getBytes(StandardCharsets.UTF_8), 3), kind))
                .isInstanceOf(ModelFailure.CutOff.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mistral | ` good.`        | Tea is good.  | STOP",
                "mistral | ` good.`        | ` good.`      | STOP",
                "mistral | `Tea was good.` | Tea was good. | STOP",
                "mistral | `Te`            | Te            | STOP",
                "vllm    | ` good.`        | ` good.`      | STOP"
            })
    void an_answer_goes_on_from_its_beginning_which_is_not_told_twice(
            String kind, String told, String said, Reason reason) throws IOException {
        StringBuilder stream = new StringBuilder();
        for (char each : said.toCharArray())
            stream.append("data: {\"choices\":[{\"delta\":{\"content\":\"")
                    .append(each)
                    .append("\"}}]}\n\n");
        stream.append("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
        byte[] response = chunked(stream.toString().getBytes(StandardCharsets.UTF_8), 3);
        Prompt begun = new Prompt("", Replay.PROMPT.lines(), "Ada", "Tea is", 99, 7);

        try (WireServer server = new WireServer(out -> out.write(response))) {
            List<Chunk> chunks = REPLAY.join(REPLAY.model(server.base(), kind).answer(begun));
            assertThat(text(chunks)).isEqualTo(told);
            assertThat(end(chunks).reason()).isEqualTo(reason);
        }
    }

    private static List<Chunk> recorded(String name, long seed) throws IOException {
        return REPLAY.answer(chunked(resource("openai/" + name + ".sse"), seed), "plain");
    }

    private static byte[] body(String capture) {
        byte[] all = resource("openai/" + capture + ".http");
        int head = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(all, head, all.length);
    }

    private static String counts(Usage usage) {
        assertThat(usage.estimated()).isFalse();
        Objects.requireNonNull(usage.report());
        return "%d,%d,%d,%d,%d,%d"
                .formatted(
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.cachedInputTokens(),
                        usage.reasoningTokens(),
                        usage.audioTokens(),
                        usage.cacheWriteTokens());
    }
}
