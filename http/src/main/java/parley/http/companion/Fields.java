package parley.http.companion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a body, read as FastAPI's models read them; what cannot be is collected, so that all of it is told at once.
 * {@code null} counts as absent.
 */
final class Fields {
    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    Fields(JsonNode body) {
        this.body = body;
    }

    /** The first of these names that is there. */
    JsonNode any(String... names) {
        for (String name : names) if (body.hasNonNull(name)) return body.path(name);
        return MissingNode.getInstance();
    }

    /** A text of at most so many UTF-16 units; null where there is none or it cannot be. */
    @Nullable
    String text(String name, int longest) {
        JsonNode node = body.path(name);
        return node.isMissingNode() || node.isNull() ? null : text(List.of("body", name), node, 0, longest);
    }

    /** The text at a place, if it is one. */
    @Nullable
    String text(List<Object> loc, JsonNode node, int shortest, int longest) {
        if (!node.isTextual()) {
            wrong("string_type", loc, "Input should be a valid string", node);
            return null;
        }
        String text = node.asText();
        if (text.length() > longest) {
            String msg = "String should have at most " + longest + " characters";
            faults.add(new Fault("string_too_long", loc, msg, node, Map.of("max_length", longest)));
            return null;
        }
        if (text.length() < shortest) {
            String msg = "String should have at least " + shortest + " character";
            faults.add(new Fault("string_too_short", loc, msg, node, Map.of("min_length", shortest)));
            return null;
        }
        return text;
    }

    /** Yes or no, in all the words that FastAPI knows for it. */
    boolean truth(String name, boolean usual) {
        JsonNode node = body.path(name);
        if (node.isMissingNode() || node.isNull()) return usual;
        return switch (node.asText("").toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y", "on", "t" -> true;
            case "false", "0", "no", "n", "off", "f" -> false;
            default -> {
                String msg = "Input should be a valid boolean, unable to interpret input";
                wrong("bool_parsing", List.of("body", name), msg, node);
                yield usual;
            }
        };
    }

    void missing(List<Object> loc) {
        faults.add(new Fault("missing", loc, "Field required", null, Map.of()));
    }

    void wrong(String type, List<Object> loc, String msg, @Nullable JsonNode input) {
        faults.add(new Fault(type, loc, msg, input, Map.of()));
    }

    void unmatched(List<Object> loc, String pattern, JsonNode input) {
        String msg = "String should match pattern '" + pattern + "'";
        faults.add(new Fault("string_pattern_mismatch", loc, msg, input, Map.of("pattern", pattern)));
    }

    /** Throws all that was wrong until now. */
    void check() {
        if (!faults.isEmpty()) throw Unprocessable.of(faults);
    }
}
