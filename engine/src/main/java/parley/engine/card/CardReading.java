package parley.engine.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parley.engine.kernel.Refusal;

/** Reads what a card says out of its JSON. */
final class CardReading {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CardReading() {}

    static CardData read(String json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw Refusal.invalid("this is no JSON: " + broken.getOriginalMessage());
        }
        if (!tree.isObject()) throw Refusal.invalid("a card is a JSON object");
        JsonNode data = tree.path("data").isObject() ? tree.path("data") : tree;
        return new CardData(
                2,
                data.path("name").asText(""),
                data.path("nickname").asText(""),
                data.path("description").asText(""),
                data.path("personality").asText(""),
                data.path("scenario").asText(""),
                data.path("first_mes").asText(""),
                data.path("mes_example").asText(""),
                data.path("creator_notes").asText(""),
                data.path("system_prompt").asText(""),
                data.path("post_history_instructions").asText(""),
                texts(data.path("alternate_greetings")),
                texts(data.path("group_only_greetings")),
                texts(data.path("tags")),
                data.path("creator").asText(""),
                data.path("character_version").asText(""),
                List.of(),
                List.of(),
                Map.of(),
                null,
                data.path("character_book").isObject() ? data.path("character_book") : null);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText("")));
        return texts;
    }
}
