package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.engine.card.CardData.Asset;
import parley.engine.card.CardData.DepthPrompt;
import parley.engine.kernel.Refusal;
import parley.engine.lore.Role;

/** What a card's JSON says, and what was mended in reading it. */
record CardReading(CardData data, List<String> warnings) {
    private static final int MOST_TAGS = 10_000;
    private static final int USUAL_DEPTH = 4;
    private static final int DEEPEST_PROMPT = 10_000;

    CardReading {
        warnings = List.copyOf(warnings);
    }

    static CardReading of(String json) {
        ObjectNode root = CardJson.tree(json);
        List<String> warnings = new ArrayList<>();
        CardShape shape = CardShape.of(root);
        LooseFields fields = new LooseFields(shape.fields(), warnings);
        shape.warnings().forEach(fields::warn);
        return new CardReading(data(shape.version(), fields), warnings);
    }

    private static CardData data(int version, LooseFields fields) {
        String notes = fields.text("creator_notes");
        String name = fields.text("name");
        if (name.isBlank()) fields.warn("the character has no name");
        return new CardData(
                version,
                name,
                fields.text("nickname"),
                fields.text("description"),
                fields.text("personality"),
                fields.text("scenario"),
                fields.text("first_mes"),
                fields.text("mes_example"),
                notes,
                fields.text("system_prompt"),
                fields.text("post_history_instructions"),
                fields.texts("alternate_greetings", Card.MOST_GREETINGS),
                fields.texts("group_only_greetings", Card.MOST_GREETINGS),
                fields.words("tags", MOST_TAGS),
                fields.text("creator"),
                fields.text("character_version"),
                assets(fields),
                fields.texts("source", MOST_TAGS),
                notes(notes, fields),
                depthPrompt(fields),
                book(fields));
    }

    // V3: creator_notes counts as the English note where there is none among the notes by language.
    private static Map<String, String> notes(String notes, LooseFields fields) {
        Map<String, String> all = new TreeMap<>(fields.named("creator_notes_multilingual"));
        if (!notes.isBlank()) all.putIfAbsent("en", notes);
        return all;
    }

    private static List<Asset> assets(LooseFields fields) {
        List<Asset> assets = new ArrayList<>();
        JsonNode listed = fields.get("assets");
        if (!listed.isArray() && !listed.isMissingNode() && !listed.isNull()) fields.warn("assets should be a list");
        if (listed.size() > Card.MOST_ASSETS)
            throw Refusal.invalid("assets may have " + Card.MOST_ASSETS + " entries at most");
        if (!listed.isArray()) return assets;
        for (JsonNode each : listed) {
            LooseFields asset = new LooseFields(each, new ArrayList<>());
            if (each.isObject())
                assets.add(new Asset(asset.text("type"), asset.text("uri"), asset.text("name"), asset.text("ext")));
            else fields.warn("something in assets is no asset and was left out");
        }
        return assets;
    }

    // SillyTavern's character note.
    private static @Nullable DepthPrompt depthPrompt(LooseFields fields) {
        JsonNode extensions = fields.get("extensions");
        if (!extensions.isObject() && !extensions.isMissingNode()) fields.warn("extensions should be an object");
        JsonNode prompt = extensions.path("depth_prompt");
        String text = Characters.whole(prompt.path("prompt").asText(""));
        if (text.isBlank()) return null;
        JsonNode depth = prompt.path("depth");
        Role role = switch (prompt.path("role").asText("").toLowerCase(Locale.ROOT)) {
            case "user", "1" -> Role.USER;
            case "assistant", "2" -> Role.ASSISTANT;
            default -> Role.SYSTEM;
        };
        int messages = depth.isNumber() || depth.isTextual() ? depth.asInt(USUAL_DEPTH) : USUAL_DEPTH;
        return new DepthPrompt(text, Math.clamp(messages, 0, DEEPEST_PROMPT), role);
    }

    private static @Nullable JsonNode book(LooseFields fields) {
        JsonNode book = fields.get("character_book");
        if (book.isMissingNode() || book.isNull()) return null;
        if (book instanceof ArrayNode entries) {
            fields.warn("character_book should be an object, and was a list of entries");
            book = CardJson.object().set("entries", entries);
        }
        if (!book.isObject()) {
            fields.warn("character_book should be an object, and was left out");
            return null;
        }
        int entries = book.path("entries").size();
        if (entries > Card.MOST_ENTRIES)
            throw Refusal.invalid("a lorebook may have " + Card.MOST_ENTRIES + " entries at most");
        if (book.path("entries").isObject()) fields.warn("the lorebook's entries should be a list, and were an object");
        return Characters.whole(book);
    }
}
