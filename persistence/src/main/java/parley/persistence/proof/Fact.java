package parley.persistence.proof;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/** One stored event, as a tree. */
record Fact(String of, String id, long sequence, String type, JsonNode data) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What is stored is not of the form that its type has. */
    static final class Misread extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misread(String message) {
            super(message, null, false, false);
        }
    }

    /** A tree of what is stored; nothing can be asked of one that is no JSON. */
    static JsonNode tree(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException broken) {
            return JSON.missingNode();
        }
    }

    Difference differing(String what) {
        return new Difference(of, id, sequence, type, what);
    }

    boolean has(String name) {
        return data.hasNonNull(name);
    }

    long credits() {
        return number(data, "credits");
    }

    long number(String name) {
        return number(data, name);
    }

    int count(String name) {
        return Math.toIntExact(number(data, name));
    }

    String text(String name) {
        return text(data, name);
    }

    Instant at() {
        return instant(text("at"));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException broken) {
            throw new Misread(text + " is no time");
        }
    }

    static long number(JsonNode tree, String name) {
        JsonNode it = tree.path(name);
        if (!it.isIntegralNumber() || !it.canConvertToLong()) throw new Misread("it has no whole number " + name);
        return it.longValue();
    }

    static BigDecimal decimal(JsonNode tree, String name) {
        JsonNode it = tree.path(name);
        if (!it.isNumber()) throw new Misread("it has no number " + name);
        return it.decimalValue();
    }

    static String text(JsonNode tree, String name) {
        JsonNode it = tree.path(name);
        if (!it.isTextual()) throw new Misread("it has no text " + name);
        return it.textValue();
    }
}
