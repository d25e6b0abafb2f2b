package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Predicate;
import parley.engine.kernel.Refusal;

/** Changes fields in the tree of a card, and nothing else in it. */
final class CardEdit {
    private static final Set<String> TEXTS = Set.of(
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
            "character_version",
            "nickname");
    private static final Set<String> LISTS = Set.of("alternate_greetings", "tags", "group_only_greetings", "source");
    private static final Set<String> OBJECTS = Set.of("extensions", "character_book", "creator_notes_multilingual");
    private static final Set<String> NUMBERS = Set.of("creation_date", "modification_date");
    private static final Set<String> NOT_FIELDS = Set.of("spec", "spec_version", "data");

    /** What only version 3 knows. */
    private static final Set<String> THIRD_FIELDS = Set.of(
            "nickname",
            "group_only_greetings",
            "source",
            "assets",
            "creator_notes_multilingual",
            "creation_date",
            "modification_date");

    private final CardTree tree;

    private CardEdit(CardTree tree) {
        this.tree = tree;
    }

    static CardEdit of(String json, int version) {
        return new CardEdit(CardTree.of(json, version));
    }

    Card with(JsonNode changes) {
        if (!changes.isObject()) throw Refusal.invalid("changes of a card are a JSON object");
        changes.properties().forEach(it -> check(it.getKey(), it.getValue()));
        changes.properties().forEach(it -> change(it.getKey(), it.getValue()));
        return Card.of(CardJson.text(tree.root()));
    }

    private void change(String field, JsonNode value) {
        if (THIRD_FIELDS.contains(field)) tree.toThird();
        else if (!CardShape.FIRST_FIELDS.contains(field)) tree.toSecond();
        if (!value.isNull()) tree.set(field, merged(tree.get(field), value));
        else if (CardTree.isRequired(field)) tree.set(field, CardTree.usual(field));
        else tree.remove(field);
    }

    // RFC 7396: objects are merged, null removes, all else replaces.
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) return patch;
        ObjectNode merged = target instanceof ObjectNode object ? object : CardJson.object();
        changes.properties().forEach(it -> {
            if (it.getValue().isNull()) merged.remove(it.getKey());
            else merged.set(it.getKey(), merged(merged.path(it.getKey()), it.getValue()));
        });
        return merged;
    }

    private static void check(String field, JsonNode value) {
        if (NOT_FIELDS.contains(field)) throw Refusal.invalid(field + " is no field that can be changed");
        if (value instanceof NullNode) return;
        require(field, TEXTS, value, JsonNode::isTextual, "a text");
        require(field, NUMBERS, value, JsonNode::isNumber, "a number");
        require(field, OBJECTS, value, JsonNode::isObject, "an object");
        require(field, LISTS, value, it -> isListOf(it, JsonNode::isTextual), "a list of texts");
        require(field, Set.of("assets"), value, it -> isListOf(it, JsonNode::isObject), "a list of objects");
    }

    private static void require(
            String field, Set<String> fields, JsonNode value, Predicate<JsonNode> right, String what) {
        if (fields.contains(field) && !right.test(value)) throw Refusal.invalid(field + " must be " + what);
    }

    private static boolean isListOf(JsonNode value, Predicate<JsonNode> kind) {
        if (!(value instanceof ArrayNode list)) return false;
        for (JsonNode element : list) {
            if (!kind.test(element)) return false;
        }
        return true;
    }
}
