package parley.http.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.engine.llm.Chunk;
import parley.http.wire.Echo;

/** The calls of one answer as they come in, each with the signed thoughts that led to it. */
final class AnthropicBlocks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, Block> open = new HashMap<>();
    private final List<Chunk.ToolCall> calls = new ArrayList<>();
    private ArrayNode thoughts = JSON.createArrayNode();
    private String answer = "";

    /** How the provider calls the answer. */
    void named(String id) {
        answer = id;
    }

    void start(int index, JsonNode content) {
        switch (content.path("type").asText()) {
            case "tool_use", "thinking" -> open.put(index, new Block(content));
            case "redacted_thinking" -> thoughts.add(content);
            // From here on another model answers, which cannot read what the one before signed.
            case "fallback" -> thoughts = JSON.createArrayNode();
            default -> {}
        }
    }

    /** Some more of a block's own text: of the arguments of a call, or of a thought. */
    void more(int index, String text) {
        Block block = open.get(index);
        if (block != null) block.text.append(text);
    }

    void signed(int index, String signature) {
        Block block = open.get(index);
        if (block != null) block.signature.append(signature);
    }

    void stop(int index) {
        Block block = open.remove(index);
        if (block == null) return;
        if (block.isCall()) called(block);
        else if (!block.signature.isEmpty()) thoughts.add(block.thought());
    }

    /** The whole calls so far. */
    List<Chunk.ToolCall> calls() {
        return calls;
    }

    private void called(Block block) {
        String id = block.begun.path("id").asText();
        String echo = answer.isEmpty() && thoughts.isEmpty()
                ? ""
                : new Echo(AnthropicRequest.FAMILY, answer, thoughts).text();
        calls.add(new Chunk.ToolCall(
                id.isEmpty() ? "call_" + calls.size() : id,
                block.begun.path("name").asText(),
                block.arguments(),
                echo));
        thoughts = JSON.createArrayNode();
    }

    /** A block that has begun. */
    private record Block(JsonNode begun, StringBuilder text, StringBuilder signature) {
        Block(JsonNode begun) {
            this(
                    begun,
                    new StringBuilder(begun.path("thinking").asText("")),
                    new StringBuilder(begun.path("signature").asText("")));
        }

        boolean isCall() {
            return begun.path("type").asText().equals("tool_use");
        }

        /** Pieces, or an object that was there at once; a tool without arguments may get neither. */
        String arguments() {
            if (!text.toString().isBlank()) return text.toString();
            return begun.path("input").isObject() ? begun.path("input").toString() : "{}";
        }

        JsonNode thought() {
            return JSON.createObjectNode()
                    .put("type", "thinking")
                    .put("thinking", text.toString())
                    .put("signature", signature.toString());
        }
    }
}
