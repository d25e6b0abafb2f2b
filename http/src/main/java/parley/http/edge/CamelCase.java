package parley.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Reads {@code agent_ids} as {@code agentIds}, all the way down but for what is a client's own. */
final class CamelCase {
    private static final Set<String> LEFT_ALONE = Set.of("metadata", "podcastSettings", "config");

    private CamelCase() {}

    static JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> of(object);
            case ArrayNode array -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(it -> all.add(of(it)));
                yield all;
            }
            default -> node;
        };
    }

    private static ObjectNode of(ObjectNode object) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            String name = camel(field.getKey());
            // Where both spellings are there, the first that says something counts.
            if (renamed.path(name).isMissingNode() || renamed.path(name).isNull())
                renamed.set(name, LEFT_ALONE.contains(name) ? field.getValue() : of(field.getValue()));
        });
        return renamed;
    }

    static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char here = name.charAt(at);
            boolean hump = here == '_' && at > 0 && at + 1 < name.length();
            camel.append(hump ? Character.toUpperCase(name.charAt(++at)) : here);
        }
        return camel.toString();
    }
}
