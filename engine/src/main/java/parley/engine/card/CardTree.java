package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** A card's JSON as a tree that can become one of a later version; what it does not know it keeps where it is. */
final class CardTree {
    private static final List<String> SECOND_TEXTS = List.of(
            "name",
            "description",
            "personality",
            "scenario",
            "first_mes",
            "mes_example",
            "creator_notes",
            "system_prompt",
            "post_history_instructions",
            "creator",
            "character_version");
    private static final List<String> SECOND_LISTS = List.of("alternate_greetings", "tags");

    private ObjectNode root;
    private int version;

    private CardTree(ObjectNode root, int version) {
        this.root = root;
        this.version = version;
    }

    static CardTree of(String json, int version) {
        return new CardTree(CardJson.tree(json), version);
    }

    ObjectNode root() {
        return root;
    }

    /** Where the fields are. */
    ObjectNode fields() {
        return version > 1 && root.get("data") instanceof ObjectNode data ? data : root;
    }

    JsonNode get(String field) {
        return fields().path(field);
    }

    /** Sets a field, and with it the copies that said the same: those of version 1 at the top, and those of its kin. */
    void set(String field, JsonNode value) {
        ObjectNode fields = fields();
        JsonNode before = fields.path(field);
        List<String> kin = CardShape.KIN_OF.getOrDefault(field, List.of());
        boolean called = version > 1 || fields.has(field) || kin.stream().noneMatch(fields::has);
        if (called) fields.set(field, value);
        if (version == 1) kin.stream().filter(fields::has).forEach(it -> fields.set(it, value));
        boolean copied = version > 1
                && CardShape.FIRST_FIELDS.contains(field)
                && root.path(field).isTextual();
        if (copied && root.path(field).equals(before)) root.set(field, value);
    }

    void remove(String field) {
        fields().remove(field);
    }

    /** Makes a card of version 1 one of version 2; its fields stay at the top too, where old applications look. */
    void toSecond() {
        if (version > 1) return;
        ObjectNode data = CardJson.object();
        SECOND_TEXTS.forEach(it -> data.set(it, firstText(it)));
        SECOND_LISTS.forEach(it -> data.set(it, root.path(it).isArray() ? root.path(it) : usual(it)));
        data.set("extensions", root.path("extensions").isObject() ? root.path("extensions") : usual("extensions"));
        for (String more : List.of("character_book", "nickname", "group_only_greetings", "assets", "source")) {
            if (root.has(more)) data.set(more, root.get(more));
        }
        root.set("data", data);
        version = 2;
        name(CardShape.SECOND, "2.0");
    }

    /** Makes a card of an earlier version one of version 3. */
    void toThird() {
        toSecond();
        if (version == 2) name(CardShape.THIRD, "3.0");
        version = 3;
        if (!get("group_only_greetings").isArray()) set("group_only_greetings", usual("group_only_greetings"));
    }

    /** Calls it a card of another version, first of all. */
    void name(String spec, String number) {
        ObjectNode named = CardJson.object().put("spec", spec).put("spec_version", number);
        root.properties().forEach(it -> {
            if (!named.has(it.getKey())) named.set(it.getKey(), it.getValue());
        });
        root = named;
    }

    /** Whether it says what version it is of. */
    boolean isNamed() {
        return root.path("spec").asText("").startsWith("chara_card");
    }

    static boolean isRequired(String field) {
        return SECOND_TEXTS.contains(field)
                || SECOND_LISTS.contains(field)
                || field.equals("extensions")
                || field.equals("group_only_greetings");
    }

    /** What a field that must be there says where it says nothing. */
    static JsonNode usual(String field) {
        if (SECOND_TEXTS.contains(field)) return TextNode.valueOf("");
        return field.equals("extensions") ? CardJson.object() : JsonNodeFactory.instance.arrayNode();
    }

    private JsonNode firstText(String field) {
        for (String name : CardShape.names(field)) {
            JsonNode value = root.path(name);
            if (value.isTextual() && !value.textValue().isEmpty()) return value;
        }
        return usual(field);
    }
}
