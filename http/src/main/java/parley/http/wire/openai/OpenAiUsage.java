package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import parley.engine.llm.Usage;

/** What a provider says an answer used; each report replaces the one before. */
final class OpenAiUsage {
    private long input = -1;
    private long output = -1;
    private long cached;
    private long reasoning;
    private long audio;

    Optional<Usage> usage() {
        if (input < 0 && output < 0) return Optional.empty();
        return Optional.of(new Usage(Math.max(0, input), Math.max(0, output), false, cached, reasoning, audio));
    }

    void read(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) return;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken next = json.nextToken();
            switch (field) {
                case "prompt_tokens" -> input = count(json, next, input);
                case "completion_tokens" -> output = count(json, next, output);
                case "prompt_tokens_details", "completion_tokens_details" -> details(json, next);
                default -> json.skipChildren();
            }
        }
    }

    private void details(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) return;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken next = json.nextToken();
            switch (field) {
                case "cached_tokens" -> cached = Math.max(0, count(json, next, cached));
                case "reasoning_tokens" -> reasoning = Math.max(0, count(json, next, reasoning));
                case "audio_tokens" -> audio = Math.max(0, count(json, next, audio));
                default -> json.skipChildren();
            }
        }
    }

    private static long count(JsonParser json, JsonToken value, long otherwise) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) return json.getLongValue();
        json.skipChildren();
        return otherwise;
    }
}
