package parley.engine.lore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import parley.engine.kernel.Refusal;

/**
 * Writes any lorebook as a card's {@code character_book} of V3. What a foreign file says and V3 has no field for goes into
 * the extensions, so that nothing of it is lost.
 */
record BookForm(JsonNode file, String name) {
    private static final Set<String> FIELDS =
            Set.of("name", "description", "scan_depth", "token_budget", "recursive_scanning", "extensions", "entries");

    ObjectNode book() {
        if (!file.isObject()) throw Refusal.invalid("a lorebook is a JSON object");
        String spec = Field.text(file.path("spec"));
        if (spec.startsWith("chara_card")) return ofCard();
        if (spec.startsWith("lorebook") || file.path("data").path("entries").isContainerNode())
            return like(file.path("data"), "entries");
        if (Field.text(file.path("type")).equals("risu")) return like(file, "data");
        return like(file, "entries");
    }

    private ObjectNode ofCard() {
        JsonNode book = file.path("data").path("character_book");
        if (!book.isObject()) throw Refusal.invalid("this is a character card without a lorebook");
        return like(book, "entries");
    }

    private ObjectNode like(JsonNode from, String list) {
        JsonNode listed = from.path(list);
        if (!listed.isContainerNode()) throw Refusal.invalid("this is no lorebook: it has no entries");
        Lorebooks.checkEntries(listed.size());
        ObjectNode book = JsonNodeFactory.instance.objectNode();
        String own = Field.text(from.path("name"));
        book.put("name", own.isBlank() ? name : own);
        ObjectNode extensions = JsonNodeFactory.instance.objectNode();
        from.properties().forEach(it -> {
            if (it.getKey().equals(list) || it.getKey().equals("name")) return;
            if (it.getKey().equals("extensions") && it.getValue().isObject())
                extensions.setAll((ObjectNode) it.getValue().deepCopy());
            else if (FIELDS.contains(it.getKey()))
                book.set(it.getKey(), it.getValue().deepCopy());
            else extensions.set(it.getKey(), it.getValue().deepCopy());
        });
        book.set("extensions", extensions);
        ArrayNode entries = book.putArray("entries");
        for (JsonNode entry : listed) EntryForm.of(entry, entries.size()).ifPresent(entries::add);
        return book;
    }
}
