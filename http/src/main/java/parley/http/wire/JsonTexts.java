package parley.http.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Texts of JSON that somebody else wrote, and that may be none. */
public final class JsonTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonTexts() {}

    /** The object that a text is; an empty one where it is something else. */
    public static ObjectNode object(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) return object;
        } catch (JsonProcessingException _) {
            // What a model writes as arguments may break off.
        }
        return JSON.createObjectNode();
    }

    /** What an object counts in one of its fields: 0 where it does not, and never less. */
    public static long count(JsonNode object, String field) {
        return Math.max(0, object.path(field).asLong(0));
    }
}
