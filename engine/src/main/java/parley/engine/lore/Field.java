package parley.engine.lore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads values of files whose writers were not strict: numbers in texts, lists with commas, yes and no in any clothes. */
final class Field {
    private static final double LARGEST = 1_000_000_000;

    private Field() {}

    /** A text; empty where there is none. */
    static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** A list of texts, or what a text lists with commas; blank ones are kept where a list has them. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) for (JsonNode one : value) texts.add(text(one));
        else if (value.isTextual()) texts.addAll(listed(value.asText()));
        return texts;
    }

    /** What a text lists with commas, blanks around it taken off, empty ones left out. */
    static List<String> listed(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** A number; absent where there is none. */
    static @Nullable Double number(JsonNode value) {
        if (value.isNumber()) return finite(value.doubleValue());
        return value.isTextual() ? number(value.asText()) : null;
    }

    /** The number that a text is, if it is one. */
    static @Nullable Double number(String text) {
        try {
            return finite(Double.parseDouble(text.strip()));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static @Nullable Double finite(double number) {
        if (Double.isNaN(number)) return null;
        return Math.clamp(number, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** A whole number within bounds; the nearest bound where it is not, {@code absent} where there is none. */
    static int whole(JsonNode value, int least, int most, int absent) {
        Double number = number(value);
        return number == null ? absent : (int) Math.clamp(number, least, most);
    }

    /** A whole number of at least {@code least}; absent where there is none, or a smaller one. */
    static @Nullable Integer atLeast(int least, JsonNode value) {
        Double number = number(value);
        return number == null || number < least ? null : (int) Math.min(number, LARGEST);
    }

    /** Yes or no; absent where neither is said. */
    static @Nullable Boolean flag(JsonNode value) {
        if (value.isBoolean()) return value.booleanValue();
        if (value.isNumber()) return value.doubleValue() != 0;
        return switch (text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> null;
        };
    }

    static boolean flag(JsonNode value, boolean absent) {
        Boolean said = flag(value);
        return said == null ? absent : said;
    }

    /** The first of these that is there and says something. */
    static JsonNode first(JsonNode... values) {
        for (JsonNode value : values) if (!value.isMissingNode() && !value.isNull()) return value;
        return MissingNode.getInstance();
    }
}
