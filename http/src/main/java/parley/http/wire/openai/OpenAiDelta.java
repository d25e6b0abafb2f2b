package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.http.wire.Answer;

/** Reads what each event adds to the message of an answer: text, thoughts, refusals and calls. */
final class OpenAiDelta {
    private static final ObjectMapper TREES = new ObjectMapper();

    private final Answer answer;
    private final OpenAiCalls calls = new OpenAiCalls();
    private final EchoedPrefix echo;
    private @Nullable JsonNode whole;
    private boolean inPieces;
    private boolean thoughtRead;
    private boolean said;
    private boolean refused;

    OpenAiDelta(Answer answer, String echo) {
        this.answer = answer;
        this.echo = new EchoedPrefix(answer, echo);
    }

    /** Whether there was something to tell a person or a tool. */
    boolean hasSaid() {
        return said || !calls.isEmpty();
    }

    /** Whether what was said is why nothing else is said. */
    boolean isRefusal() {
        return refused;
    }

    /** The value of a {@code delta} field. */
    void read(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        inPieces = true;
        fields(json);
    }

    /** The value of a {@code message} field; some who stream repeat there what they have said so far. */
    void readWhole(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT && !inPieces) whole = TREES.readTree(json);
        else json.skipChildren();
    }

    /** The event's choice has been read. */
    void close() throws IOException {
        if (whole == null) return;
        JsonNode message = whole;
        whole = null;
        if (inPieces) return;
        try (JsonParser json = TREES.treeAsTokens(message)) {
            json.nextToken();
            fields(json);
        }
    }

    /** The answer has ended well, in this way. */
    void end(Chunk.Reason reason) {
        echo.end();
        if (reason == Chunk.Reason.STOP || reason == Chunk.Reason.TOOLS)
            calls.take().forEach(answer::call);
    }

    private void fields(JsonParser json) throws IOException {
        thoughtRead = false;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "content" -> {
                    if (value == JsonToken.START_ARRAY) parts(json);
                    else content(json, value);
                }
                case "reasoning_content", "reasoning" -> reasoning(json, value);
                case "refusal" -> {
                    refused |= value == JsonToken.VALUE_STRING && json.getTextLength() > 0;
                    content(json, value);
                }
                case "tool_calls" -> calls.read(json, value);
                case "function_call" -> calls.readOnly(json, value);
                default -> json.skipChildren();
            }
        }
    }

    /** Some have both fields with the same in them. */
    private void reasoning(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING && !thoughtRead) {
            thoughtRead = json.getTextLength() > 0;
            if (thoughtRead) answer.think(json.getText());
        } else json.skipChildren();
    }

    /** Some send an array of parts; those with a {@code text} are the answer, those with {@code thinking} are thoughts. */
    private void parts(JsonParser json) throws IOException {
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next != JsonToken.START_OBJECT) content(json, next);
            else
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    JsonToken value = json.nextToken();
                    switch (field) {
                        case "text" -> content(json, value);
                        case "thinking" -> thinking(json, value);
                        default -> json.skipChildren();
                    }
                }
        }
    }

    private void thinking(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) answer.think(json.getText());
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        JsonNode parts = TREES.readTree(json);
        for (JsonNode part : parts)
            answer.think(part.isTextual() ? part.asText() : part.path("text").asText(""));
    }

    private void content(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return;
        }
        int length = json.getTextLength();
        if (length == 0) return;
        said = true;
        if (echo.isOver()) answer.say(json.getTextCharacters(), json.getTextOffset(), length);
        else echo.say(json.getTextCharacters(), json.getTextOffset(), length);
    }
}
