package parley.http.wire.ollama;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Failures;
import parley.http.wire.ProviderError;

/** Reads the lines of one streaming chat, token by token. Only a line that says {@code done} is a good end. */
final class OllamaLines implements AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    private final Answer answer;
    private final Failures failures;
    private final List<Chunk.ToolCall> calls = new ArrayList<>();
    private boolean said;

    OllamaLines(Answer answer, Failures failures) {
        this.answer = answer;
        this.failures = failures;
    }

    /** What one line tells of the end and what it took. */
    private static final class End {
        private boolean done;
        private String reason = "";
        private long prompt = -1;
        private long output = -1;
        private final ObjectNode counts = TREES.createObjectNode();
    }

    @Override
    public void event(byte[] bytes, int length) {
        if (answer.isOver()) return;
        End end = new End();
        try (JsonParser json = JSON.createParser(bytes, 0, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) line(json, end);
        } catch (IOException unreadable) {
            throw new ModelFailure.Malformed("the answer holds something unreadable");
        }
        if (end.done) over(end);
    }

    private void line(JsonParser json, End end) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "message" -> message(json, value);
                case "done" -> end.done = value == JsonToken.VALUE_TRUE;
                case "done_reason" -> end.reason = json.getValueAsString("");
                case "prompt_eval_count" -> end.prompt = count(json, field, value, end);
                case "eval_count" -> end.output = count(json, field, value, end);
                case "total_duration", "load_duration", "prompt_eval_duration", "eval_duration" ->
                    count(json, field, value, end);
                case "error" -> throw failures.inAnswer(ProviderError.read(json, value));
                default -> json.skipChildren();
            }
        }
    }

    private static long count(JsonParser json, String field, JsonToken value, End end) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            json.skipChildren();
            return -1;
        }
        end.counts.put(field, json.getLongValue());
        return Math.max(0, json.getLongValue());
    }

    private void message(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String text = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "content" -> text = json.getValueAsString("");
                case "thinking" -> answer.think(json.getValueAsString(""));
                case "tool_calls" -> TREES.<JsonNode>readTree(json).forEach(this::call);
                default -> json.skipChildren();
            }
        }
        said |= !text.isEmpty();
        answer.say(text);
    }

    /** Older ones give a call no name; the one made here is the same however often the answer is read. */
    private void call(JsonNode call) {
        JsonNode function = call.path("function");
        if (function.path("name").asText().isEmpty()) return;
        JsonNode arguments = function.path("arguments");
        String id = call.path("id").asText("");
        String made = "call_"
                + UUID.nameUUIDFromBytes((calls.size() + " " + function).getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
        calls.add(new Chunk.ToolCall(
                id.isEmpty() ? made : id,
                function.path("name").asText(),
                arguments.isTextual() ? arguments.asText() : arguments.isObject() ? arguments.toString() : "{}",
                ""));
    }

    private void over(End end) {
        Chunk.Reason reason = switch (end.reason) {
            case "length" -> Chunk.Reason.LENGTH;
            case "load", "unload" -> throw notAnswered(end.reason);
            default -> calls.isEmpty() ? Chunk.Reason.STOP : Chunk.Reason.TOOLS;
        };
        if (reason == Chunk.Reason.TOOLS) calls.forEach(answer::call);
        // A count of none is left out: of the prompt, where all of it was in the cache.
        if (end.prompt >= 0 || end.output >= 0)
            answer.used(new Usage(
                    Math.max(0, end.prompt), Math.max(0, end.output), false, 0, 0, 0, 0, end.counts.toString()));
        answer.ends(reason);
        answer.over();
    }

    /** The model was only put in or taken out of the memory. */
    private ModelFailure notAnswered(String why) {
        return said
                ? new ModelFailure.CutOff("the model was unloaded before its answer was over")
                : new ModelFailure.Overloaded("the model was only made ready (" + why + ") and has not answered");
    }
}
