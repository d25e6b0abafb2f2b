package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.http.wire.Answer;
import parley.http.wire.AnswerReader;
import parley.http.wire.Failures;
import parley.http.wire.ProviderError;

/**
 * Reads the events of one chat completion, token by token, without a tree: this is the hot path. A completion that comes
 * whole is one event. Fields it does not know are passed over.
 */
final class OpenAiEvents implements AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Answer answer;
    private final Failures failures;
    private final OpenAiDelta delta;
    private @Nullable String finish;
    private @Nullable ProviderError error;
    private boolean failedAsAWhole;

    /** @param echo what of the answer is left out where it begins with it; may be empty */
    OpenAiEvents(Answer answer, Failures failures, String echo) {
        this.answer = answer;
        this.failures = failures;
        this.delta = new OpenAiDelta(answer, echo);
    }

    @Override
    public void event(byte[] bytes, int length) {
        if (isDone(bytes, length)) {
            if (answer.reason().isEmpty() && delta.hasSaid()) ends(Chunk.Reason.STOP);
            answer.over();
            return;
        }
        finish = null;
        error = null;
        failedAsAWhole = false;
        try (JsonParser json = JSON.createParser(bytes, 0, length)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) completion(json, bytes);
            else failedAsAWhole = first == JsonToken.START_ARRAY && isError(bytes, length);
        } catch (IOException unreadable) {
            throw failures.strange();
        }
        if (failedAsAWhole) error = error(bytes, length);
        if (error != null) throw failures.inAnswer(error);
        if (finish != null) ends(OpenAiFinish.reason(finish, failures));
    }

    private void ends(Chunk.Reason reason) {
        delta.end(reason);
        boolean refused = reason == Chunk.Reason.STOP && delta.isRefusal();
        answer.ends(refused ? Chunk.Reason.FILTER : reason);
    }

    private void completion(JsonParser json, byte[] bytes) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "choices" -> choices(json, value, bytes);
                case "usage" -> used(json, value, bytes);
                case "x_groq" -> groq(json, value, bytes);
                case "error" -> error(json, value);
                case "object" ->
                    failedAsAWhole =
                            value == JsonToken.VALUE_STRING && json.getText().equals("error");
                default -> json.skipChildren();
            }
        }
    }

    private void used(JsonParser json, JsonToken value, byte[] bytes) throws IOException {
        OpenAiUsage.read(json, value, bytes).ifPresent(answer::used);
    }

    private void choices(JsonParser json, JsonToken value, byte[] bytes) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next == JsonToken.START_OBJECT)
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName())
                    choice(json, field, json.nextToken(), bytes);
            else json.skipChildren();
            delta.close();
        }
    }

    private void choice(JsonParser json, String field, JsonToken value, byte[] bytes) throws IOException {
        switch (field) {
            case "delta" -> delta.read(json, value);
            case "message" -> delta.readWhole(json, value);
            case "finish_reason" -> {
                if (value == JsonToken.VALUE_STRING && json.getTextLength() > 0) finish = json.getText();
                else json.skipChildren();
            }
            case "usage" -> used(json, value, bytes);
            case "error" -> error(json, value);
            default -> json.skipChildren();
        }
    }

    private void groq(JsonParser json, JsonToken value, byte[] bytes) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken inner = json.nextToken();
            switch (field) {
                case "usage" -> used(json, inner, bytes);
                case "error" -> error(json, inner);
                default -> json.skipChildren();
            }
        }
    }

    private void error(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NULL) error = ProviderError.read(json, value);
    }

    private static boolean isError(byte[] bytes, int length) {
        return !error(bytes, length).message().isEmpty();
    }

    private static ProviderError error(byte[] bytes, int length) {
        return ProviderError.in(Arrays.copyOf(bytes, length));
    }

    private static boolean isDone(byte[] bytes, int length) {
        int end = length;
        while (end > DONE.length && bytes[end - 1] == ' ') end--;
        return Arrays.equals(bytes, 0, end, DONE, 0, DONE.length);
    }
}
