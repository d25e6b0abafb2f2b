package parley.engine.card;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import parley.engine.kernel.Refusal;

/** Turns the JSON of cards into trees and back: bounded in every direction, and numbers stay exact. */
public final class CardJson {
    /** The longest text of a field, in UTF-16 units. */
    static final int LONGEST_TEXT = 1024 * 1024;

    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_FIELD_NAME = 10_000;

    /** About how many bytes of memory the tree of a card may take beside its texts. */
    private static final long HEAVIEST = 24L * 1024 * 1024;

    private static final int OBJECT_WEIGHT = 160;
    private static final int LIST_WEIGHT = 100;
    private static final int FIELD_WEIGHT = 48;
    private static final int TEXT_WEIGHT = 64;
    private static final int VALUE_WEIGHT = 24;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Card.LONGEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_FIELD_NAME)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CardJson() {}

    /** The object that a text is; weighed before anything of it is built. */
    public static ObjectNode tree(String json) {
        try {
            weigh(json);
            JsonNode tree = MAPPER.readTree(json);
            if (tree instanceof ObjectNode object) return object;
            throw Refusal.invalid(
                    tree.isMissingNode() ? "there is nothing in it" : "a card is a JSON object, and this is none");
        } catch (StreamConstraintsException bound) {
            throw Refusal.invalid("this JSON is nested more than " + DEEPEST
                    + " levels deep, or has a number or a name that is too long");
        } catch (JsonProcessingException broken) {
            throw Refusal.invalid("this is no JSON" + where(broken.getLocation()));
        } catch (IllegalStateException collisions) {
            throw Refusal.invalid("this JSON has names that were made to be slow");
        }
    }

    /** A tree as text; half characters are written as escapes, so that the text is whole. */
    public static String text(JsonNode tree) {
        try {
            return Characters.escaped(MAPPER.writeValueAsString(tree));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static String where(JsonLocation place) {
        return place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static void weigh(String json) throws JsonProcessingException {
        long weight = 0;
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                weight += weight(token);
                if (weight > HEAVIEST) throw Refusal.invalid("this card has too many parts");
                if (token == JsonToken.VALUE_STRING) checkLength(parser);
            }
        } catch (JsonProcessingException broken) {
            throw broken;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static int weight(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> OBJECT_WEIGHT;
            case START_ARRAY -> LIST_WEIGHT;
            case FIELD_NAME -> FIELD_WEIGHT;
            case VALUE_STRING -> TEXT_WEIGHT;
            default -> VALUE_WEIGHT;
        };
    }

    // A file that lies in its own address, as data:, may be longer than what anybody reads.
    private static void checkLength(JsonParser parser) throws IOException {
        if (parser.getTextLength() <= LONGEST_TEXT || "uri".equals(parser.currentName())) return;
        throw Refusal.invalid("a text in it is longer than " + LONGEST_TEXT + " characters");
    }
}
