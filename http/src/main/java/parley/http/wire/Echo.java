package parley.http.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.llm.ToolUse;

/**
 * What a family wants to see again beside the call of a tool, as one text.
 *
 * @param family whose it is; another family's is passed over, for an answer may go over from one provider to another
 * @param answer the provider's name of the answer that the call was in; calls of one answer are told as one step again
 * @param kept what the provider wants back as it was
 */
public record Echo(String family, String answer, JsonNode kept) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The echo that this family has left with a use of a tool. */
    public static Optional<Echo> of(String family, ToolUse use) {
        String text = use.call().echo();
        if (text.isEmpty() || text.charAt(0) != '{') return Optional.empty();
        try {
            JsonNode read = JSON.readTree(text);
            if (!read.path("family").asText().equals(family)) return Optional.empty();
            return Optional.of(new Echo(family, read.path("answer").asText(), read.path("kept")));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** The uses of tools in steps: those of one answer together, in order. */
    public static List<List<ToolUse>> steps(String family, List<ToolUse> uses) {
        List<List<ToolUse>> steps = new ArrayList<>();
        String before = "";
        for (ToolUse use : uses) {
            String answer = of(family, use).map(Echo::answer).orElse("");
            if (steps.isEmpty() || answer.isEmpty() || !answer.equals(before)) steps.add(new ArrayList<>());
            steps.getLast().add(use);
            before = answer;
        }
        return steps;
    }

    /** As {@link parley.engine.llm.Chunk.ToolCall#echo} holds it. */
    public String text() {
        return JSON.createObjectNode()
                .put("family", family)
                .put("answer", answer)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("kept", kept)
                .toString();
    }
}
