package parley.http.chatsparty;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** The parameters of a request, by any of their names; an empty one counts as absent. */
record Asked(Map<String, String> parameters) {
    /** The first that says something. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            String text = parameters.getOrDefault(name, "").strip();
            if (!text.isEmpty()) return checked(name, text);
        }
        return null;
    }

    /** Not every database can hold every character. */
    static String checked(String name, String text) {
        if (text.chars().anyMatch(Character::isISOControl))
            throw Refusal.invalid(name + " must not hold control characters");
        return text;
    }

    /** A number from 1; one that is too large is the largest. */
    int number(String name, int usual, int most) {
        String text = text(name);
        try {
            return text == null ? usual : Math.clamp(Long.parseLong(text), 1, most);
        } catch (NumberFormatException _) {
            throw Refusal.invalid(name + " must be a whole number");
        }
    }

    @Nullable
    Boolean truth(String... names) {
        String text = text(names);
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refusal.invalid(names[0] + " must be true or false");
        };
    }
}
