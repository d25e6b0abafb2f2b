package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.http.wire.RoomRoles;

/** A prompt as the JSON of a streaming chat completion. */
final class OpenAiRequest {
    private static final JsonFactory JSON = new JsonFactory();

    private OpenAiRequest() {}

    static byte[] of(Prompt prompt, String model, boolean limitsCompletion, @Nullable Double temperature) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(prompt.length() + 512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            if (!prompt.system().isBlank()) message(json, "system", prompt.system());
            for (RoomRoles.Message each : RoomRoles.of(prompt)) message(json, each.role(), each.content());
            json.writeEndArray();
            json.writeNumberField(limitsCompletion ? "max_completion_tokens" : "max_tokens", prompt.maxTokens());
            if (temperature != null) json.writeNumberField("temperature", temperature);
            // Some servers keep the seed in 32 bits.
            json.writeNumberField("seed", prompt.seed() & Integer.MAX_VALUE);
            json.writeBooleanField("stream", true);
            json.writeObjectFieldStart("stream_options");
            json.writeBooleanField("include_usage", true);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void message(JsonGenerator json, String role, String content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content);
        json.writeEndObject();
    }
}
