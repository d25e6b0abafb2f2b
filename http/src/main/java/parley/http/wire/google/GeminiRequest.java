package parley.http.wire.google;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolSpec;
import parley.engine.llm.ToolUse;
import parley.http.wire.Echo;
import parley.http.wire.JsonTexts;
import parley.http.wire.RoomRoles;

/** A prompt as the JSON of {@code generateContent}. */
record GeminiRequest(Prompt prompt, String model, @Nullable Double temperature) {
    static final String FAMILY = "google";
    static final String SIGNATURE = "thoughtSignature";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "model";
    private static final String USER = "user";
    /** Stands where a text is empty, which is refused. */
    private static final String NOTHING = "…";

    private static final Pattern SIGNING = Pattern.compile("gemini-([3-9]|\\d\\d)\\b.*");
    /** What the provider gives for calls that no model of its own has made. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(prompt.length() + 512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!prompt.system().isBlank()) {
                json.writeObjectFieldStart("systemInstruction");
                parts(json, prompt.system());
                json.writeEndObject();
            }
            contents(json);
            if (!prompt.tools().isEmpty()) tools(json);
            json.writeObjectFieldStart("generationConfig");
            json.writeNumberField("maxOutputTokens", Math.max(1, prompt.maxTokens()));
            if (temperature != null) json.writeNumberField("temperature", temperature);
            // It is kept in 32 bits there.
            json.writeNumberField("seed", prompt.seed() & Integer.MAX_VALUE);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void contents(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("contents");
        for (RoomRoles.Message each : RoomRoles.of(prompt))
            content(json, each.role().equals(USER) ? USER : MODEL, each.content());
        for (List<ToolUse> step : Echo.steps(FAMILY, prompt.uses())) step(json, step);
        if (!prompt.prefill().isBlank()) content(json, MODEL, prompt.prefill());
        json.writeEndArray();
    }

    private static void content(JsonGenerator json, String role, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        parts(json, text);
        json.writeEndObject();
    }

    private static void parts(JsonGenerator json, String text) throws IOException {
        json.writeArrayFieldStart("parts");
        text(json, text);
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text.isBlank() ? NOTHING : text);
        json.writeEndObject();
    }

    /** All calls of one answer stand together, and so do their results: a signature is for all of them. */
    private void step(JsonGenerator json, List<ToolUse> step) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", MODEL);
        json.writeArrayFieldStart("parts");
        boolean first = true;
        for (ToolUse use : step) {
            if (!use.said().isBlank()) text(json, use.said());
            call(json, use, first);
            first = false;
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("role", USER);
        json.writeArrayFieldStart("parts");
        for (ToolUse use : step) result(json, use);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void call(JsonGenerator json, ToolUse use, boolean first) throws IOException {
        Optional<Echo> echo = Echo.of(FAMILY, use);
        json.writeStartObject();
        json.writeObjectFieldStart("functionCall");
        id(json, use, echo);
        json.writeStringField("name", use.call().tool());
        json.writeFieldName("args");
        json.writeTree(JsonTexts.object(use.call().arguments()));
        json.writeEndObject();
        String signature = echo.map(it -> it.kept().path(SIGNATURE).asText()).orElse("");
        if (!signature.isEmpty()) json.writeStringField(SIGNATURE, signature);
        else if (echo.isEmpty()
                && first
                && SIGNING.matcher(GeminiWire.plain(model)).matches()) json.writeStringField(SIGNATURE, UNSIGNED);
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, ToolUse use) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("functionResponse");
        id(json, use, Echo.of(FAMILY, use));
        json.writeStringField("name", use.call().tool());
        json.writeObjectFieldStart("response");
        json.writeStringField(use.failed() ? "error" : "result", use.result());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Only a name that the provider has given means anything there. */
    private static void id(JsonGenerator json, ToolUse use, Optional<Echo> echo) throws IOException {
        if (echo.isPresent() && echo.get().kept().path("id").asBoolean())
            json.writeStringField("id", use.call().id());
    }

    private void tools(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tools");
        json.writeStartObject();
        json.writeArrayFieldStart("functionDeclarations");
        for (ToolSpec tool : prompt.tools()) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            ObjectNode schema = GeminiSchema.of(JsonTexts.object(tool.schema()));
            // An object that may hold nothing is refused.
            if (!schema.path("properties").isEmpty()) {
                json.writeFieldName("parameters");
                json.writeTree(schema);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }
}
