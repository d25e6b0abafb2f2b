package parley.http.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a source, whose names are read in any spelling ({@code created_at}, {@code createdAt}) and whose values in any
 * form that databases and JSON have for them. Where several names are given the first that is there counts.
 */
final class Fields {
    private static final int DEEPEST = 64;

    /** The longest single text. */
    static final int LONGEST_TEXT = 8_000_000;

    /** Marks a row that was too large to be read. */
    static final String TOO_LARGE = "too-large";

    /** Reads what lies in columns and records, within sane bounds. */
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .build();

    private final Map<String, Object> values = new HashMap<>();

    /** A name without its spelling. */
    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    static Fields of(JsonNode object) {
        Fields fields = new Fields();
        object.properties().forEach(it -> fields.put(it.getKey(), it.getValue()));
        return fields;
    }

    void put(String name, @Nullable Object value) {
        if (value != null && !(value instanceof JsonNode it && it.isNull())) values.putIfAbsent(plain(name), value);
    }

    private Optional<Object> value(String... names) {
        for (String name : names) {
            Object value = values.get(plain(name));
            if (value != null) return Optional.of(value);
        }
        return Optional.empty();
    }

    /** A text that says something; what is empty is absent. */
    Optional<String> text(String... names) {
        return value(names)
                .map(it -> switch (it) {
                    case JsonNode node when node.isValueNode() -> node.asText();
                    case JsonNode _ -> throw new Misfit(names[0] + " is no text");
                    default -> it.toString();
                })
                .filter(it -> !it.isBlank());
    }

    /** The id, which tells one row from all others of its kind. */
    String id() {
        if (flag(false, TOO_LARGE)) throw new Misfit("it is too large");
        return must("id");
    }

    /** A text that must be there. */
    String must(String... names) {
        return text(names).orElseThrow(() -> new Misfit("it has no " + names[0]));
    }

    boolean flag(boolean otherwise, String... names) {
        return text(names)
                .map(it -> switch (it.toLowerCase(Locale.ROOT)) {
                    case "true", "t", "1" -> true;
                    case "false", "f", "0" -> false;
                    default -> throw new Misfit(names[0] + " is neither true nor false");
                })
                .orElse(otherwise);
    }

    Optional<BigDecimal> decimal(String... names) {
        return text(names).map(it -> {
            try {
                return new BigDecimal(it);
            } catch (NumberFormatException _) {
                throw new Misfit(names[0] + " is no number");
            }
        });
    }

    /** A whole number; a fraction of it does not count. */
    long whole(long otherwise, String... names) {
        return decimal(names)
                .map(it -> {
                    if (it.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0)
                        throw new Misfit(names[0] + " is absurdly large");
                    return it.longValue();
                })
                .orElse(otherwise);
    }

    Optional<Instant> time(String... names) {
        return text(names).map(Times::read);
    }

    /** A tree, or a text that one is written in, even twice. */
    Optional<JsonNode> tree(String... names) {
        return value(names)
                .flatMap(it -> it instanceof JsonNode node ? Optional.of(node) : parsed(it.toString(), names));
    }

    private static Optional<JsonNode> parsed(String text, String... names) {
        if (text.isBlank()) return Optional.empty();
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.isTextual()) tree = JSON.readTree(tree.textValue());
            return tree.isNull() || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JsonProcessingException _) {
            throw new Misfit(names[0] + " cannot be read as JSON");
        }
    }

    /** An object within it; empty where there is none. */
    Fields within(String... names) {
        return tree(names).filter(JsonNode::isObject).map(Fields::of).orElseGet(Fields::new);
    }
}
