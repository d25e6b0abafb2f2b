package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parley.engine.kernel.Refusal;

/** Reads the fields of a card that its maker may have typed wrongly: what can be meant is taken, and a warning tells. */
final class LooseFields {
    private static final int MOST_WARNINGS = 50;

    private final JsonNode fields;
    private final List<String> warnings;

    LooseFields(JsonNode fields, List<String> warnings) {
        this.fields = fields;
        this.warnings = warnings;
    }

    JsonNode get(String field) {
        return fields.path(field);
    }

    /** The text of a field, under the first of its names that has one. */
    String text(String field) {
        for (String name : CardShape.names(field)) {
            String text = text(name, fields.path(name));
            if (!text.isEmpty()) return text;
        }
        return "";
    }

    /** A list of texts: a single text counts as a list of one. */
    List<String> texts(String field, int most) {
        JsonNode value = fields.path(field);
        if (value.isMissingNode()) return List.of();
        if (value.isArray()) return each(field, value, most);
        warn(field + " should be a list of texts");
        String text = text(field, value);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** A list of words; a text counts as one with commas. */
    List<String> words(String field, int most) {
        JsonNode value = fields.path(field);
        if (!value.isTextual()) return texts(field, most);
        warn(field + " should be a list of texts, and was one with commas");
        List<String> words = new ArrayList<>();
        for (String word : Characters.whole(value.textValue()).split(",", most)) {
            if (!word.isBlank()) words.add(word.strip());
        }
        return words;
    }

    /** Texts by their names. */
    Map<String, String> named(String field) {
        Map<String, String> named = new TreeMap<>();
        JsonNode value = fields.path(field);
        if (!value.isObject()) {
            if (!value.isMissingNode() && !value.isNull()) warn(field + " should be an object of texts");
            return named;
        }
        value.properties().forEach(it -> named.put(Characters.whole(it.getKey()), text(field, it.getValue())));
        return named;
    }

    void warn(String warning) {
        if (warnings.size() < MOST_WARNINGS && !warnings.contains(warning)) warnings.add(warning);
    }

    private List<String> each(String field, JsonNode list, int most) {
        if (list.size() > most) throw Refusal.invalid(field + " may have " + most + " entries at most");
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list) {
            if (element.isValueNode() && !element.isNull()) texts.add(text(field, element));
            else warn("something in " + field + " is no text and was left out");
        }
        return texts;
    }

    private String text(String field, JsonNode value) {
        if (value.isTextual()) return whole(field, value.textValue());
        if (value.isMissingNode()) return "";
        if (value.isNumber() || value.isBoolean()) {
            warn(field + " should be a text");
            return value.asText();
        }
        if (value.isArray()) {
            warn(field + " should be one text, and was a list");
            return String.join("\n", each(field, value, Card.MOST_GREETINGS));
        }
        warn(field + " should be a text, and was left out");
        return "";
    }

    private String whole(String field, String text) {
        String whole = Characters.whole(text);
        if (!whole.equals(text)) warn(field + " has half characters, which are shown as \uFFFD");
        return whole;
    }
}
