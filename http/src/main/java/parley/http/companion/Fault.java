package parley.http.companion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something in a body that cannot be, in the form in which FastAPI tells it (contract, section 2.0).
 *
 * @param type a stable word
 * @param loc where it is: names and places in lists, {@code body} first
 * @param msg a sentence
 * @param input what stands there, where that is short
 * @param ctx the numbers of the sentence
 */
record Fault(
        String type,
        List<Object> loc,
        String msg,
        @Nullable JsonNode input,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> ctx) {
    private static final int LONGEST_SHOWN = 100;

    Fault {
        loc = List.copyOf(loc);
        ctx = Map.copyOf(ctx);
        if (input != null && (input.isContainerNode() || input.asText().length() > LONGEST_SHOWN)) input = null;
    }

    /** The same in one line, for people. */
    String told() {
        String place = loc.stream().skip(1).map(String::valueOf).collect(Collectors.joining("."));
        return place.isEmpty() ? msg : place + ": " + msg;
    }
}
