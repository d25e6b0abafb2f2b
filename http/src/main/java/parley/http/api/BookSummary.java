package parley.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.ToIntFunction;

/**
 * A lorebook in short.
 *
 * @param constant entries that are always in the prompt
 * @param tokens what all entries that are not disabled cost together
 */
record BookSummary(String name, int entries, int disabled, int constant, int tokens) {
    static BookSummary of(JsonNode book, ToIntFunction<String> count) {
        int entries = 0;
        int disabled = 0;
        int constant = 0;
        StringBuilder contents = new StringBuilder();
        for (JsonNode entry : book.path("entries")) {
            entries++;
            if (!entry.path("enabled").asBoolean(true)) {
                disabled++;
                continue;
            }
            if (entry.path("constant").asBoolean(false)) constant++;
            contents.append(entry.path("content").asText("")).append('\n');
        }
        return new BookSummary(
                book.path("name").asText(""),
                entries,
                disabled,
                constant,
                contents.isEmpty() ? 0 : count.applyAsInt(contents.toString()));
    }
}
