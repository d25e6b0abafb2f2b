package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Failures;
import parley.http.wire.ProviderError;

/**
 * Reads the events of one streaming chat completion, token by token, without a tree: this is the hot path. Fields it
 * does not know are passed over.
 */
final class OpenAiEvents implements AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Answer answer;
    private final Failures failures;
    private final OpenAiUsage reported = new OpenAiUsage();

    OpenAiEvents(Answer answer, Failures failures) {
        this.answer = answer;
        this.failures = failures;
    }

    @Override
    public void event(byte[] bytes, int length) {
        if (answer.isOver()) return;
        if (Arrays.equals(bytes, 0, length, DONE, 0, DONE.length)) {
            answer.over();
            return;
        }
        try (JsonParser json = JSON.createParser(bytes, 0, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) completion(json);
        } catch (IOException unreadable) {
            throw new ModelFailure.Malformed("the answer holds something unreadable");
        }
    }

    private void completion(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "choices" -> choices(json, value);
                case "usage" -> used(json, value);
                case "x_groq" -> groq(json, value);
                case "error" -> error(json, value);
                default -> json.skipChildren();
            }
        }
    }

    private void used(JsonParser json, JsonToken value) throws IOException {
        reported.read(json, value);
        reported.usage().ifPresent(answer::used);
    }

    private void choices(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT)
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName())
                choice(json, field, json.nextToken());
    }

    private void choice(JsonParser json, String field, JsonToken value) throws IOException {
        if (field.equals("delta") && value == JsonToken.START_OBJECT) delta(json);
        else if (field.equals("finish_reason") && value == JsonToken.VALUE_STRING) answer.ends(reason(json.getText()));
        else json.skipChildren();
    }

    private void delta(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (!field.equals("content")) json.skipChildren();
            else if (value == JsonToken.START_ARRAY) parts(json);
            else content(json, value);
        }
    }

    /** Some providers send an array of parts; those with a {@code text} are the answer. */
    private void parts(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT)
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (field.equals("text")) content(json, value);
                else json.skipChildren();
            }
    }

    private void content(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING)
            answer.say(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        else json.skipChildren();
    }

    private void groq(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) return;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken inner = json.nextToken();
            if (field.equals("usage")) used(json, inner);
            else json.skipChildren();
        }
    }

    private void error(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) return;
        throw failures.inAnswer(ProviderError.read(json, value));
    }

    private Chunk.Reason reason(String finish) {
        return switch (finish) {
            case "length", "max_tokens", "model_length" -> Chunk.Reason.LENGTH;
            case "content_filter" -> Chunk.Reason.FILTER;
            case "error", "insufficient_system_resource" ->
                throw new ModelFailure.CutOff("the provider broke the answer off");
            default -> Chunk.Reason.STOP;
        };
    }
}
