package parley.http.wire.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.http.wire.RoomRoles;

/** A prompt as the JSON of a streaming chat completion. */
final class OpenAiRequest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final JsonFactory JSON = new JsonFactory();

    private final OpenAiProfile profile;
    private final String model;
    private final @Nullable Double temperature;

    private OpenAiRequest(OpenAiProfile profile, String model, @Nullable Double temperature) {
        this.profile = profile;
        this.model = model;
        this.temperature = temperature;
    }

    static byte[] of(Prompt prompt, String model, OpenAiProfile profile, @Nullable Double temperature) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(prompt.length() + 512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            new OpenAiRequest(profile, model, temperature).write(json, prompt);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, Prompt prompt) throws IOException {
        json.writeStringField("model", model);
        json.writeArrayFieldStart("messages");
        messages(json, prompt);
        json.writeEndArray();
        tools(json, prompt);
        json.writeNumberField(profile.limit(model), prompt.maxTokens());
        if (temperature != null && !OpenAiProfile.thinks(model)) json.writeNumberField("temperature", temperature);
        // Some servers keep the seed in 32 bits.
        if (!profile.seed().isEmpty()) json.writeNumberField(profile.seed(), prompt.seed() & Integer.MAX_VALUE);
        if (profile.prefill() == OpenAiProfile.Prefill.CONTINUED && prefilled(prompt)) {
            json.writeBooleanField("add_generation_prompt", false);
            json.writeBooleanField("continue_final_message", true);
        }
        json.writeBooleanField("stream", true);
        if (!profile.asksUsage()) return;
        json.writeObjectFieldStart("stream_options");
        json.writeBooleanField("include_usage", true);
        json.writeEndObject();
    }

    private void messages(JsonGenerator json, Prompt prompt) throws IOException {
        if (!prompt.system().isBlank()) message(json, new RoomRoles.Message(profile.system(), prompt.system()));
        for (RoomRoles.Message each : profile.named() ? RoomRoles.named(prompt) : RoomRoles.of(prompt))
            message(json, each);
        Set<String> ids = new HashSet<>();
        int index = 0;
        for (ToolUse use : prompt.uses()) {
            String id = use.call().id();
            String unique = id.isBlank() || !ids.add(id) ? OpenAiCalls.id(index) : id;
            index++;
            call(json, use, unique);
            result(json, use, unique);
        }
        if (prefilled(prompt)) prefill(json, prompt.prefill());
    }

    private boolean prefilled(Prompt prompt) {
        return profile.prefill() != OpenAiProfile.Prefill.NONE
                && !prompt.prefill().isEmpty();
    }

    private void prefill(JsonGenerator json, String begun) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        json.writeStringField("content", begun);
        switch (profile.prefill()) {
            case PREFIX, ECHOED_PREFIX -> json.writeBooleanField("prefix", true);
            case NONE, LAST, CONTINUED -> {}
        }
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, RoomRoles.Message message) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", message.role());
        if (!message.name().isEmpty()) json.writeStringField("name", message.name());
        json.writeStringField("content", message.content());
        json.writeEndObject();
    }

    private static void call(JsonGenerator json, ToolUse use, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        // Templates differ on whether nothing said is no text or an empty one; this is what OpenAI itself says.
        if (use.said().isEmpty()) json.writeNullField("content");
        else json.writeStringField("content", use.said());
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", use.call().tool());
        json.writeStringField("arguments", object(use.call().arguments(), "{}"));
        json.writeEndObject();
        String echo = object(use.call().echo(), "");
        if (!echo.isEmpty()) {
            json.writeFieldName("extra_content");
            json.writeRawValue(echo);
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, ToolUse use, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "tool");
        json.writeStringField("tool_call_id", id);
        json.writeStringField("content", use.result());
        json.writeEndObject();
    }

    private static void tools(JsonGenerator json, Prompt prompt) throws IOException {
        if (prompt.tools().isEmpty()) return;
        json.writeArrayFieldStart("tools");
        for (ToolSpec tool : prompt.tools()) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            json.writeFieldName("parameters");
            json.writeRawValue(object(tool.schema(), "{\"type\":\"object\",\"properties\":{}}"));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A JSON object as it stands; what is none would be refused by servers that look into it. */
    private static String object(String text, String otherwise) {
        try {
            JsonNode read = TREES.readTree(text);
            return read != null && read.isObject() ? text : otherwise;
        } catch (IOException _) {
            return otherwise;
        }
    }
}
