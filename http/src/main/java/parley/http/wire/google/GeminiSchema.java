package parley.http.wire.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSON Schema as the part of it that Google takes: whatever else it may say is refused there, so it goes. */
record GeminiSchema(JsonNode root) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> KEPT = Set.of(
            "title",
            "description",
            "nullable",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minProperties",
            "maxProperties",
            "minimum",
            "maximum",
            "pattern");
    private static final Map<String, Set<String>> FORMATS = Map.of(
            "string", Set.of("date-time", "enum"),
            "number", Set.of("float", "double"),
            "integer", Set.of("int32", "int64"));
    /** Schemas that lead to themselves end somewhere. */
    private static final int DEEPEST = 12;

    static ObjectNode of(JsonNode schema) {
        return new GeminiSchema(schema).taken(schema, 0);
    }

    private ObjectNode taken(JsonNode schema, int depth) {
        ObjectNode taken = NODES.objectNode();
        if (depth > DEEPEST) return taken.put("type", "string");
        JsonNode meant = meant(schema);
        KEPT.forEach(it -> {
            if (meant.has(it)) taken.set(it, meant.get(it));
        });
        type(meant, taken);
        choices(meant, taken);
        if (FORMATS.getOrDefault(taken.path("type").asText(), Set.of())
                .contains(meant.path("format").asText())) taken.set("format", meant.get("format"));
        properties(meant, taken, depth);
        if (meant.path("items").isObject()) taken.set("items", taken(meant.get("items"), depth + 1));
        else if (taken.path("type").asText().equals("array"))
            taken.set("items", NODES.objectNode().put("type", "string"));
        alternatives(meant, taken, depth);
        return taken;
    }

    /** What a reference points to, with all that must hold at once told as one. */
    private JsonNode meant(JsonNode schema) {
        JsonNode at = schema;
        for (int hop = 0; hop < DEEPEST && at.path("$ref").isTextual(); hop++) {
            String pointer = at.get("$ref").asText();
            at = pointer.startsWith("#/") ? root.at(pointer.substring(1)) : NODES.objectNode();
        }
        if (!at.path("allOf").isArray()) return at;
        ObjectNode all = NODES.objectNode();
        for (JsonNode each : at.get("allOf")) if (each.isObject() && !each.has("allOf")) merge(meant(each), all);
        merge(at, all);
        return all.without("allOf");
    }

    private static void merge(JsonNode from, ObjectNode into) {
        from.properties().forEach(it -> {
            JsonNode before = into.path(it.getKey());
            if (before instanceof ObjectNode object && it.getValue() instanceof ObjectNode more)
                into.set(it.getKey(), object.deepCopy().setAll(more));
            else if (before instanceof ArrayNode list && it.getValue() instanceof ArrayNode more)
                into.set(it.getKey(), list.deepCopy().addAll(more));
            else into.set(it.getKey(), it.getValue());
        });
    }

    private static void type(JsonNode schema, ObjectNode taken) {
        JsonNode type = schema.path("type");
        List<String> names = new ArrayList<>();
        if (type.isTextual()) names.add(type.asText());
        type.forEach(it -> names.add(it.asText()));
        if (names.remove("null")) taken.put("nullable", true);
        if (names.size() == 1) taken.put("type", names.getFirst());
        else if (names.size() > 1) {
            ArrayNode any = taken.putArray("anyOf");
            names.forEach(it -> any.addObject().put("type", it));
        } else if (schema.has("properties")) taken.put("type", "object");
        else if (schema.has("enum") || schema.has("const")) taken.put("type", "string");
    }

    /** Only texts can be listed. */
    private static void choices(JsonNode schema, ObjectNode taken) {
        if (!taken.path("type").asText().equals("string")) return;
        ArrayNode texts = NODES.arrayNode();
        schema.path("enum").forEach(it -> {
            if (it.isTextual() && !it.asText().isEmpty()) texts.add(it);
        });
        if (schema.path("const").isTextual()) texts.add(schema.get("const"));
        if (!texts.isEmpty()) taken.set("enum", texts);
    }

    private void properties(JsonNode schema, ObjectNode taken, int depth) {
        if (!schema.path("properties").isObject()) return;
        ObjectNode properties = taken.putObject("properties");
        schema.get("properties")
                .properties()
                .forEach(it -> properties.set(it.getKey(), taken(it.getValue(), depth + 1)));
        ArrayNode required = NODES.arrayNode();
        schema.path("required").forEach(it -> {
            if (properties.has(it.asText())) required.add(it);
        });
        if (!required.isEmpty()) taken.set("required", required);
    }

    private void alternatives(JsonNode schema, ObjectNode taken, int depth) {
        JsonNode listed = schema.path("anyOf").isArray() ? schema.get("anyOf") : schema.path("oneOf");
        if (!listed.isArray()) return;
        ArrayNode any = NODES.arrayNode();
        for (JsonNode each : listed)
            if (each.path("type").asText().equals("null")) taken.put("nullable", true);
            else any.add(taken(each, depth + 1));
        if (any.size() == 1) taken.setAll((ObjectNode) any.get(0));
        else if (any.size() > 1) taken.set("anyOf", any);
    }
}
