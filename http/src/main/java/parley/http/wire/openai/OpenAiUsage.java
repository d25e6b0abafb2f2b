package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import parley.engine.llm.Usage;

/** One report of what an answer used, by the names that the kin of OpenAI have for it. */
final class OpenAiUsage {
    private long input = -1;
    private long output = -1;
    private long cached;
    private long written;
    private long reasoning;
    private long audio;

    private OpenAiUsage() {}

    /** Reads the object that a parser of these bytes stands at; nothing where it tells no tokens. */
    static Optional<Usage> read(JsonParser json, JsonToken value, byte[] bytes) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return Optional.empty();
        }
        int begin = (int) json.currentTokenLocation().getByteOffset();
        OpenAiUsage usage = new OpenAiUsage();
        usage.fields(json);
        if (usage.input < 0 && usage.output < 0) return Optional.empty();
        int end = (int) json.currentLocation().getByteOffset();
        return Optional.of(usage.told(new String(bytes, begin, end - begin, StandardCharsets.UTF_8)));
    }

    private Usage told(String report) {
        return new Usage(Math.max(0, input), Math.max(0, output), false, cached, reasoning, audio, written, report);
    }

    private void fields(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken next = json.nextToken();
            switch (field) {
                case "prompt_tokens", "input_tokens" -> input = count(json, next, input);
                case "completion_tokens", "output_tokens" -> output = count(json, next, output);
                case "prompt_tokens_details", "input_tokens_details" -> ofPrompt(json, next);
                case "completion_tokens_details", "output_tokens_details" -> ofAnswer(json, next);
                case "prompt_cache_hit_tokens", "cache_read_input_tokens", "num_cached_tokens", "cached_tokens" ->
                    cached = count(json, next, cached);
                case "cache_creation_input_tokens" -> written = count(json, next, written);
                case "reasoning_tokens" -> reasoning = count(json, next, reasoning);
                default -> json.skipChildren();
            }
        }
    }

    private void ofPrompt(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken next = json.nextToken();
            switch (field) {
                case "cached_tokens" -> cached = count(json, next, cached);
                case "cache_write_tokens", "cache_creation_tokens" -> written = count(json, next, written);
                default -> json.skipChildren();
            }
        }
    }

    private void ofAnswer(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken next = json.nextToken();
            switch (field) {
                case "reasoning_tokens" -> reasoning = count(json, next, reasoning);
                case "audio_tokens" -> audio = count(json, next, audio);
                default -> json.skipChildren();
            }
        }
    }

    private static long count(JsonParser json, JsonToken value, long otherwise) throws IOException {
        if (value.isNumeric()) return Math.max(0, json.getValueAsLong());
        json.skipChildren();
        return otherwise;
    }
}
