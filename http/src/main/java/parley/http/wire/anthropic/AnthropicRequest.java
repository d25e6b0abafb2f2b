package parley.http.wire.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.http.wire.Echo;
import parley.http.wire.JsonTexts;
import parley.http.wire.RoomRoles;

/** A prompt as the JSON of a streaming message. */
record AnthropicRequest(
        Prompt prompt, String model, @Nullable Double temperature, int cachedFrom) {
    static final String FAMILY = "anthropic";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STRANGE = Pattern.compile("[^a-zA-Z0-9_-]");
    /** Stands where a text is empty, which is refused. */
    private static final String NOTHING = "…";

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(prompt.length() + 512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeNumberField("max_tokens", Math.max(1, prompt.maxTokens()));
            if (temperature != null) json.writeNumberField("temperature", Math.clamp(temperature, 0.0, 1.0));
            if (!prompt.system().isBlank()) system(json);
            tools(json);
            messages(json);
            json.writeBooleanField("stream", true);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void system(JsonGenerator json) throws IOException {
        if (cachedFrom < 1 || prompt.system().length() < cachedFrom) {
            json.writeStringField("system", prompt.system());
            return;
        }
        json.writeArrayFieldStart("system");
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", prompt.system());
        json.writeObjectFieldStart("cache_control");
        json.writeStringField("type", "ephemeral");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Messages that tell of uses are refused where no tools are told of; then those that were used are, and closed. */
    private void tools(JsonGenerator json) throws IOException {
        List<ToolSpec> tools = prompt.tools();
        if (tools.isEmpty())
            tools = prompt.uses().stream()
                    .map(it -> it.call().tool())
                    .distinct()
                    .map(it -> new ToolSpec(it, "", "{}"))
                    .toList();
        if (tools.isEmpty()) return;
        json.writeArrayFieldStart("tools");
        for (ToolSpec tool : tools) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            if (!tool.description().isBlank()) json.writeStringField("description", tool.description());
            json.writeFieldName("input_schema");
            ObjectNode schema = JsonTexts.object(tool.schema());
            json.writeTree(schema.has("type") ? schema : schema.put("type", "object"));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!prompt.tools().isEmpty()) return;
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "none");
        json.writeEndObject();
    }

    private void messages(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("messages");
        for (RoomRoles.Message each : RoomRoles.of(prompt)) message(json, each.role(), each.content());
        for (List<ToolUse> step : Echo.steps(FAMILY, prompt.uses())) step(json, step);
        // White space at the end of the last word that is given is refused.
        String begun = prompt.prefill().stripTrailing();
        if (!begun.isEmpty()) message(json, "assistant", begun);
        json.writeEndArray();
    }

    private static void message(JsonGenerator json, String role, String content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content.isBlank() ? NOTHING : content);
        json.writeEndObject();
    }

    /** What the model thought comes first, as it was: it is signed. Then what it said, and its calls. */
    private static void step(JsonGenerator json, List<ToolUse> step) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        json.writeArrayFieldStart("content");
        for (ToolUse use : step) {
            JsonNode thoughts = Echo.of(FAMILY, use).map(Echo::kept).orElse(JSON.createArrayNode());
            for (JsonNode thought : thoughts) json.writeTree(thought);
            if (!use.said().isBlank()) text(json, use.said());
            call(json, use);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("role", "user");
        json.writeArrayFieldStart("content");
        for (ToolUse use : step) result(json, use);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void call(JsonGenerator json, ToolUse use) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", id(use));
        json.writeStringField("name", use.call().tool());
        json.writeFieldName("input");
        json.writeTree(JsonTexts.object(use.call().arguments()));
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, ToolUse use) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "tool_result");
        json.writeStringField("tool_use_id", id(use));
        json.writeStringField("content", use.result());
        if (use.failed()) json.writeBooleanField("is_error", true);
        json.writeEndObject();
    }

    /** The call of another provider's answer may have a name that is refused here. */
    private static String id(ToolUse use) {
        return STRANGE.matcher(use.call().id()).replaceAll("_");
    }
}
