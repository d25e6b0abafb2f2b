package parley.http.wire.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Failures;
import parley.http.wire.ProviderError;

/**
 * Reads the responses of one streaming answer of Gemini, of which each brings some more; told as events, or as one array.
 * A response with a finish reason is the good end, and may bring the last usage with it or after it.
 */
final class GeminiEvents implements AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    private final Answer answer;
    private final Failures failures;
    private final GeminiCalls calls = new GeminiCalls();
    private boolean begun;

    GeminiEvents(Answer answer, Failures failures) {
        this.answer = answer;
        this.failures = failures;
    }

    @Override
    public void event(byte[] bytes, int length) {
        if (answer.isOver()) return;
        try (JsonParser json = JSON.createParser(bytes, 0, length)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) response(json);
            else if (first == JsonToken.START_ARRAY) while (json.nextToken() == JsonToken.START_OBJECT) response(json);
        } catch (IOException unreadable) {
            throw new ModelFailure.Malformed("the answer holds something unreadable");
        }
    }

    private void response(JsonParser json) throws IOException {
        String finish = "";
        String blocked = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "candidates" -> {
                    String said = candidates(json, value);
                    finish = said.isEmpty() ? finish : said;
                }
                case "usageMetadata" -> GeminiUsage.of(TREES.readTree(json)).ifPresent(answer::used);
                case "promptFeedback" ->
                    blocked = TREES.<JsonNode>readTree(json).path("blockReason").asText();
                case "responseId" -> calls.named(json.getValueAsString(""));
                case "error" -> throw failures.inAnswer(ProviderError.read(json, value));
                default -> json.skipChildren();
            }
        }
        if (!blocked.isEmpty() && !begun)
            throw new ModelFailure.Rejected("the provider refused what it was asked: " + failures.cleaned(blocked));
        if (!finish.isEmpty()) end(finish);
    }

    /** Only the first candidate is ours; returns its finish reason, if it has come. */
    private String candidates(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return "";
        }
        String finish = "";
        boolean first = true;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken inner = json.nextToken();
                if (first && field.equals("content") && inner == JsonToken.START_OBJECT) content(json);
                else if (first && field.equals("finishReason")) finish = json.getValueAsString("");
                else json.skipChildren();
            }
            first = false;
            begun = true;
        }
        return finish;
    }

    private void content(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("parts") && value == JsonToken.START_ARRAY)
                while (json.nextToken() == JsonToken.START_OBJECT) part(json);
            else json.skipChildren();
        }
    }

    private void part(JsonParser json) throws IOException {
        String text = "";
        String signature = "";
        boolean thought = false;
        JsonNode call = MissingNode.getInstance();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "text" -> text = json.getValueAsString("");
                case "thought" -> thought = value == JsonToken.VALUE_TRUE;
                case GeminiRequest.SIGNATURE -> signature = json.getValueAsString("");
                case "functionCall" -> call = TREES.readTree(json);
                default -> json.skipChildren();
            }
        }
        if (call.isObject()) calls.add(call, signature);
        else if (thought) answer.think(text);
        else answer.say(text);
    }

    private void end(String finish) {
        Chunk.Reason reason = switch (finish) {
            case "MAX_TOKENS" -> Chunk.Reason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION",
                    "MODEL_ARMOR" -> Chunk.Reason.FILTER;
            case "MALFORMED_FUNCTION_CALL",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE",
                    "MALFORMED_RESPONSE" ->
                throw new ModelFailure.Malformed("the provider broke the answer off: " + finish);
            default -> calls.any() ? Chunk.Reason.TOOLS : Chunk.Reason.STOP;
        };
        if (reason == Chunk.Reason.TOOLS) calls.take().forEach(answer::call);
        answer.ends(reason);
    }
}
