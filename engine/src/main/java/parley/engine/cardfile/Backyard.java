package parley.engine.cardfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.engine.card.Card;
import parley.engine.card.CardJson;

/**
 * Makes cards of version 2 out of what Backyard AI knows of a character: its archives, after the BYAF specification of
 * ahoylabs, and its old pictures. Instructions become the system prompt, lore items the lorebook.
 */
final class Backyard {
    private static final int MOST_KEYS = 1_000;

    // {user} and {character}, and the same before a line, where they have a # before them.
    private static final Pattern PERSON = Pattern.compile("(?<!\\{)#?\\{user\\}(?!\\})", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARACTER =
            Pattern.compile("(?<!\\{)#?\\{character\\}(?!\\})", Pattern.CASE_INSENSITIVE);

    private Backyard() {}

    /** The card in an old picture, if this is one. */
    static Optional<Card> legacy(JsonNode comment) {
        JsonNode character = comment.path("character");
        if (!character.path("aiName").isTextual()
                && !character.path("aiPersona").isTextual()) return Optional.empty();
        String dialogue = turned(character.path("customDialogue"));
        return Optional.of(new Draft()
                .put("name", character.path("aiName"))
                .put("description", character.path("aiPersona"))
                .put("scenario", character.path("scenario"))
                .put("first_mes", character.path("firstMessage"))
                .text("mes_example", dialogue.isBlank() ? "" : "<START>\n" + dialogue)
                .put("system_prompt", character.path("basePrompt"))
                .lore(character.path("loreItems"))
                .keep("displayName", character.path("aiDisplayName"))
                .keep("isNSFW", character.path("isNSFW"))
                .card());
    }

    /** The card in an archive. */
    static Card archived(JsonNode manifest, JsonNode character, List<JsonNode> scenarios) {
        JsonNode first = scenarios.isEmpty() ? CardJson.object() : scenarios.getFirst();
        List<String> greetings = new ArrayList<>();
        for (JsonNode scenario : scenarios) {
            String greeting = turned(scenario.path("firstMessages").path(0).path("text"));
            boolean another = !greeting.isBlank() && !greetings.contains(greeting);
            if (greetings.isEmpty() || another) greetings.add(greeting);
        }
        JsonNode name = character.path("name");
        return new Draft()
                .put("name", name.asText("").isBlank() ? character.path("displayName") : name)
                .put("description", character.path("persona"))
                .put("scenario", first.path("narrative"))
                .text("first_mes", greetings.isEmpty() ? "" : greetings.getFirst())
                .greetings(greetings.stream().skip(1).toList())
                .text("mes_example", examples(first.path("exampleMessages")))
                .put("system_prompt", first.path("formattingInstructions"))
                .put("creator", manifest.path("author").path("name"))
                .lore(character.path("loreItems"))
                .keep("displayName", character.path("displayName"))
                .keep("isNSFW", character.path("isNSFW"))
                .card();
    }

    private static String examples(JsonNode messages) {
        StringBuilder examples = new StringBuilder();
        for (JsonNode message : messages) {
            String text = turned(message.path("text"));
            if (text.isBlank()) continue;
            examples.append(examples.isEmpty() ? "" : "\n").append("<START>\n").append(text);
        }
        return examples.toString();
    }

    private static String turned(JsonNode text) {
        String person = PERSON.matcher(text.asText("")).replaceAll("{{user}}");
        return CHARACTER.matcher(person).replaceAll("{{char}}");
    }

    /** A card of version 2 that is being written. */
    private static final class Draft {
        private final ObjectNode data = CardJson.object();
        private final ObjectNode kept = CardJson.object();

        private Draft() {
            for (String text : List.of("name", "description", "personality", "scenario", "first_mes", "mes_example")) {
                data.put(text, "");
            }
            data.put("creator_notes", "").put("system_prompt", "").put("post_history_instructions", "");
            data.putArray("alternate_greetings");
            data.putArray("tags");
            data.put("creator", "").put("character_version", "");
            data.putObject("extensions").set("backyard", kept);
        }

        Draft put(String field, JsonNode text) {
            return text(field, turned(text));
        }

        Draft text(String field, String text) {
            data.put(field, text);
            return this;
        }

        Draft greetings(List<String> texts) {
            ArrayNode list = data.putArray("alternate_greetings");
            texts.forEach(list::add);
            return this;
        }

        Draft keep(String field, JsonNode value) {
            if (value.isValueNode()) kept.set(field, value);
            return this;
        }

        Draft lore(JsonNode items) {
            if (items.isEmpty()) return this;
            ObjectNode book = data.putObject("character_book");
            book.putObject("extensions");
            ArrayNode entries = book.putArray("entries");
            for (JsonNode item : items) {
                ObjectNode entry = entries.addObject();
                ArrayNode keys = entry.putArray("keys");
                for (String key : turned(item.path("key")).split(",", MOST_KEYS)) {
                    if (!key.isBlank()) keys.add(key.strip());
                }
                entry.put("content", turned(item.path("value"))).putObject("extensions");
                entry.put("enabled", true).put("insertion_order", entries.size());
            }
            return this;
        }

        Card card() {
            ObjectNode root = CardJson.object().put("spec", "chara_card_v2").put("spec_version", "2.0");
            root.set("data", data);
            return Card.of(CardJson.text(root));
        }
    }
}
