package parley.http.wire.ollama;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.http.wire.JsonTexts;
import parley.http.wire.RoomRoles;

/** A prompt as the JSON of a streaming chat. */
record OllamaRequest(Prompt prompt, String model, OllamaWire wire) {
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(prompt.length() + 512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            if (!prompt.system().isBlank()) message(json, "system", prompt.system());
            for (RoomRoles.Message each : RoomRoles.of(prompt)) message(json, each.role(), each.content());
            for (ToolUse use : prompt.uses()) used(json, use);
            if (!prompt.prefill().isBlank()) message(json, "assistant", prompt.prefill());
            json.writeEndArray();
            if (!prompt.tools().isEmpty()) tools(json);
            json.writeBooleanField("stream", true);
            if (wire.think() != null) json.writeBooleanField("think", wire.think());
            if (!wire.keepAlive().isEmpty()) json.writeStringField("keep_alive", wire.keepAlive());
            options(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void options(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("options");
        if (wire.window() > 0) json.writeNumberField("num_ctx", wire.window());
        json.writeNumberField("num_predict", Math.max(1, prompt.maxTokens()));
        // It is kept in 32 bits there.
        json.writeNumberField("seed", prompt.seed() & Integer.MAX_VALUE);
        if (wire.temperature() != null) json.writeNumberField("temperature", wire.temperature());
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, String role, String content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content);
        json.writeEndObject();
    }

    private static void used(JsonGenerator json, ToolUse use) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        json.writeStringField("content", use.said());
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeObjectFieldStart("function");
        json.writeStringField("name", use.call().tool());
        json.writeFieldName("arguments");
        json.writeTree(JsonTexts.object(use.call().arguments()));
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("role", "tool");
        json.writeStringField("tool_name", use.call().tool());
        json.writeStringField("content", use.result());
        json.writeEndObject();
    }

    private void tools(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tools");
        for (ToolSpec tool : prompt.tools()) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            json.writeFieldName("parameters");
            json.writeTree(JsonTexts.object(tool.schema()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
