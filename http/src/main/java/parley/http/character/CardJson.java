package parley.http.character;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import parley.engine.card.Card;
import parley.http.edge.Problem;

/** JSON of or about cards, which may be longer and deeper than what clients send of their own. */
public final class CardJson {
    private static final int DEEPEST = 200;

    private static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Card.LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CardJson() {}

    /** The object in a file that came; refuses all else. */
    public static ObjectNode object(Incoming incoming) throws IOException {
        return object(incoming.content());
    }

    /** What was read, as it was read: numbers are not changed. */
    public static byte[] bytes(JsonNode tree) throws IOException {
        return READER.writeValueAsBytes(tree);
    }

    private static ObjectNode object(byte[] json) throws IOException {
        JsonNode tree;
        try {
            tree = READER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw Problem.malformed("this is no well-formed JSON, or is nested more than " + DEEPEST + " deep");
        }
        if (tree instanceof ObjectNode object) return object;
        throw Problem.malformed("send a JSON object");
    }
}
