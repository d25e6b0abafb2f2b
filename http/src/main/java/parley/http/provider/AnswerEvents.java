package parley.http.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;

/**
 * Reads the events of one streaming chat completion, token by token, without a tree: this is the hot path. Fields it
 * does not know are passed over.
 */
final class AnswerEvents implements SseEvents.Sink {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final StringBuilder text = new StringBuilder();
    private final Failures failures;
    private boolean done;
    private Chunk.@Nullable Reason reason;
    private final ReportedUsage reported = new ReportedUsage();

    AnswerEvents(Failures failures) {
        this.failures = failures;
    }

    @Override
    public void event(byte[] bytes, int length) {
        if (done) return;
        if (Arrays.equals(bytes, 0, length, DONE, 0, DONE.length)) {
            done = true;
            return;
        }
        try (JsonParser json = JSON.createParser(bytes, 0, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) completion(json);
        } catch (IOException unreadable) {
            throw new ModelFailure.CutOff("the answer holds something unreadable");
        }
    }

    /** The text that arrived since the last call; half a character, where an escape was split, waits for the other half. */
    String takeText() {
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        if (end == 0) return "";
        String taken = text.substring(0, end);
        text.delete(0, end);
        return taken;
    }

    /** Whether the provider's last marker was seen. */
    boolean done() {
        return done;
    }

    /** Why the answer ended, once the provider has said so. */
    Optional<Chunk.Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** The last report of usage: each replaces the one before. */
    Optional<Usage> usage() {
        return reported.usage();
    }

    private void completion(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "choices" -> choices(json, value);
                case "usage" -> reported.read(json, value);
                case "x_groq" -> groq(json, value);
                case "error" -> error(json, value);
                default -> json.skipChildren();
            }
        }
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
        else if (field.equals("finish_reason") && value == JsonToken.VALUE_STRING) reason = reason(json.getText());
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
            text.append(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        else json.skipChildren();
    }

    private void groq(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) return;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken inner = json.nextToken();
            if (field.equals("usage")) reported.read(json, inner);
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
