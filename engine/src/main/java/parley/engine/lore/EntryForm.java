package parley.engine.lore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.engine.kernel.Refusal;

/** Writes an entry of any lorebook as one of V3, told by its fields whose it is. */
final class EntryForm {
    private static final Set<String> WORLD_FIELDS = Set.of(
            "uid",
            "key",
            "keysecondary",
            "comment",
            "content",
            "constant",
            "selective",
            "order",
            "disable",
            "extensions");
    private static final Set<String> UNCHANGED =
            Set.of("useProbability", "selectiveLogic", "addMemo", "characterFilter");

    private EntryForm() {}

    /** The entry as V3 has it; nothing where it is none, as the folders of RisuAI. */
    static Optional<ObjectNode> of(JsonNode entry, int number) {
        if (!entry.isObject()) throw Refusal.invalid("entry " + number + " of the lorebook is no JSON object");
        if (entry.has("keywords") && entry.has("entry")) return Optional.of(ofAgnai(entry));
        if (entry.has("text") && entry.has("keys")) return Optional.of(ofNovel(entry));
        if (entry.has("insertorder") || entry.has("alwaysActive")) return ofRisu(entry);
        if (entry.has("key")) return Optional.of(ofWorld(entry, number));
        if (entry.has("keys") || entry.has("content")) return Optional.of(ofSpecification(entry));
        throw Refusal.invalid("entry " + number + " of the lorebook has neither keys nor a text");
    }

    private static ObjectNode ofSpecification(JsonNode entry) {
        ObjectNode written = entry.deepCopy();
        if (!written.path("extensions").isObject()) written.putObject("extensions");
        if (!written.has("use_regex")) written.put("use_regex", patterned(Field.texts(entry.path("keys"))));
        return written;
    }

    /** World info of SillyTavern: its camel case becomes the snake case that it writes into cards itself. */
    private static ObjectNode ofWorld(JsonNode entry, int number) {
        List<String> keys = Field.texts(entry.path("key"));
        ObjectNode written = written(
                keys,
                Field.text(entry.path("content")),
                Field.text(entry.path("comment")),
                order(entry.path("order"), 100),
                !Field.flag(entry.path("disable"), false));
        secondary(written, Field.texts(entry.path("keysecondary")));
        written.put("constant", Field.flag(entry.path("constant"), false));
        written.put("selective", Field.flag(entry.path("selective"), true));
        written.put("use_regex", true);
        written.put("position", Field.whole(entry.path("position"), 0, 9, 0) == 0 ? "before_char" : "after_char");
        if (entry.path("uid").isIntegralNumber()) written.set("id", entry.get("uid"));
        else written.put("id", number);
        ObjectNode extensions = (ObjectNode) written.get("extensions");
        if (entry.path("extensions").isObject())
            extensions.setAll((ObjectNode) entry.get("extensions").deepCopy());
        extensions.put("position", Field.whole(entry.path("position"), 0, 9, 0));
        entry.properties().forEach(it -> {
            if (!WORLD_FIELDS.contains(it.getKey()) && !it.getKey().equals("position"))
                extensions.set(worldName(it.getKey()), it.getValue().deepCopy());
        });
        return written;
    }

    private static String worldName(String camel) {
        return UNCHANGED.contains(camel) ? camel : Names.snake(camel);
    }

    /** Agnai: {@code *} and {@code ?} in its keys stand for letters; weight is the place, priority who stays. */
    private static ObjectNode ofAgnai(JsonNode entry) {
        ObjectNode written = written(
                Field.texts(entry.path("keywords")),
                Field.text(entry.path("entry")),
                Field.text(entry.path("name")),
                order(entry.path("weight"), 0),
                Field.flag(entry.path("enabled"), true));
        written.put("name", Field.text(entry.path("name")));
        written.put("use_regex", false);
        if (Field.number(entry.path("priority")) != null) written.set("priority", entry.get("priority"));
        ((ObjectNode) written.get("extensions")).putObject("parley").put("wildcards", true);
        return kept(written, "agnai", entry, Set.of("keywords", "entry", "name", "weight", "priority", "enabled"));
    }

    /** NovelAI: what has the higher priority for its budget stands later, where a model minds it more. */
    private static ObjectNode ofNovel(JsonNode entry) {
        List<String> keys = Field.texts(entry.path("keys"));
        ObjectNode written = written(
                keys,
                Field.text(entry.path("text")),
                Field.text(entry.path("displayName")),
                order(entry.path("contextConfig").path("budgetPriority"), 0),
                Field.flag(entry.path("enabled"), true));
        written.put("constant", Field.flag(entry.path("forceActivation"), false));
        if (entry.path("id").isTextual()) written.set("id", entry.get("id"));
        return kept(
                written, "novelai", entry, Set.of("keys", "text", "displayName", "enabled", "forceActivation", "id"));
    }

    /** RisuAI: keys in one text with commas between, unless they are one pattern. */
    private static Optional<ObjectNode> ofRisu(JsonNode entry) {
        if (Field.text(entry.path("mode")).equals("folder")) return Optional.empty();
        ObjectNode written = written(
                risuKeys(entry.path("key")),
                Field.text(entry.path("content")),
                Field.text(entry.path("comment")),
                order(entry.path("insertorder"), 100),
                true);
        secondary(written, risuKeys(entry.path("secondkey")));
        written.put("constant", Field.flag(entry.path("alwaysActive"), false));
        written.put("selective", Field.flag(entry.path("selective"), false));
        ObjectNode extensions = (ObjectNode) written.get("extensions");
        Double chance = Field.number(entry.path("activationPercent"));
        if (chance != null) extensions.put("probability", chance).put("useProbability", true);
        JsonNode sensitive = entry.path("extentions").path("risu_case_sensitive");
        if (sensitive.isBoolean()) written.put("case_sensitive", sensitive.booleanValue());
        Set<String> told = Set.of(
                "key",
                "secondkey",
                "content",
                "comment",
                "insertorder",
                "alwaysActive",
                "selective",
                "activationPercent");
        return Optional.of(kept(written, "risuai", entry, told));
    }

    private static List<String> risuKeys(JsonNode keys) {
        String text = Field.text(keys).strip();
        return SlashForm.of(text).isPresent() ? List.of(text) : Field.texts(keys);
    }

    private static ObjectNode written(
            List<String> keys, String content, String comment, double order, boolean enabled) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        keys.forEach(written.putArray("keys")::add);
        written.putArray("secondary_keys");
        written.put("comment", comment)
                .put("content", content)
                .put("constant", false)
                .put("selective", false);
        if (order == Math.rint(order) && Math.abs(order) < 1e15) written.put("insertion_order", (long) order);
        else written.put("insertion_order", order);
        written.put("enabled", enabled).put("position", "before_char").put("use_regex", patterned(keys));
        written.putObject("extensions");
        return written;
    }

    private static void secondary(ObjectNode written, List<String> keys) {
        keys.forEach(written.putArray("secondary_keys")::add);
    }

    private static double order(JsonNode order, double absent) {
        Double number = Field.number(order);
        return number == null ? absent : number;
    }

    private static boolean patterned(List<String> keys) {
        return keys.stream().anyMatch(it -> SlashForm.of(it).isPresent());
    }

    /** With everything of a foreign entry that V3 does not tell, under that application's name. */
    private static ObjectNode kept(ObjectNode written, String application, JsonNode entry, Set<String> told) {
        ObjectNode rest = entry.deepCopy();
        rest.remove(told);
        if (!rest.isEmpty()) ((ObjectNode) written.get("extensions")).set(application, rest);
        return written;
    }
}
