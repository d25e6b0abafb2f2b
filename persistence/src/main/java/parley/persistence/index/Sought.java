package parley.persistence.index;

import java.util.List;
import java.util.Locale;

/** Texts as they are searched for: in lower case, and lists with a line for each of their items. */
final class Sought {
    private Sought() {}

    /** Upper and lower case are one. */
    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Each item between two line ends, so that it is found as a whole; the items hold no control characters. */
    static String lines(List<String> items) {
        return items.isEmpty() ? "" : "\n" + String.join("\n", items) + "\n";
    }

    static List<String> items(String lines) {
        return lines.lines().filter(it -> !it.isEmpty()).toList();
    }

    /** A pattern for {@code LIKE ? ESCAPE '!'} that finds a text anywhere. */
    static String anywhere(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
