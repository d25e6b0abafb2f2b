package parley.http.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a stream by the rules of the Companion's page (contract, section 3.3): blocks end with two line feeds and what
 * follows the last of them is lost; of each block the first line that begins with {@code event: } and the first that begins
 * with {@code data: } count, each up to whatever ends a line in JavaScript; what has not both is passed over.
 */
final class PageReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "(?=[\\n\\r\\u2028\\u2029]|\\z)";
    private static final String START = "(?<=[\\n\\r\\u2028\\u2029]|\\A)";
    private static final Pattern EVENT = Pattern.compile(START + "event: ([^\\n\\r\\u2028\\u2029]+)" + END);
    private static final Pattern DATA = Pattern.compile(START + "data: ([^\\n\\r\\u2028\\u2029]+)" + END);

    private PageReader() {}

    /** One event as the page takes it. */
    record Event(String name, JsonNode data) {
        boolean is(String other) {
            return name.equals(other);
        }

        String text(String field) {
            return data.path(field).asText();
        }
    }

    static List<Event> events(byte[] bytes) {
        List<Event> events = new ArrayList<>();
        String rest = new String(bytes, StandardCharsets.UTF_8);
        for (int end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
            block(rest.substring(0, end), events);
            rest = rest.substring(end + 2);
        }
        return events;
    }

    private static void block(String block, List<Event> events) {
        Matcher name = EVENT.matcher(block);
        Matcher data = DATA.matcher(block);
        if (!name.find() || !data.find()) return;
        try {
            events.add(new Event(name.group(1).strip(), JSON.readTree(data.group(1))));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
