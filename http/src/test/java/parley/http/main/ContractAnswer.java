package parley.http.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came back, held against a case. */
record ContractAnswer(int status, String type, String body, List<JsonNode> values) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INDEXED = Pattern.compile("\\d+(\\..*)?");
    private static final String DATA = "data:";

    static ContractAnswer of(HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        String type = response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .split(";", 2)[0]
                .strip();
        String told = response.body().length == 0 ? "" : type;
        return new ContractAnswer(response.statusCode(), told, body, values(told, body));
    }

    /** The JSON of the whole answer, if it is JSON. */
    Optional<JsonNode> json() {
        return isJson(type) ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** What in it is not what a case wants. */
    List<String> misses(ContractCase it, ContractStage stage) {
        List<String> misses = new ArrayList<>();
        if (status != it.status()) misses.add("status " + status + " instead of " + it.status());
        if (!isOfType(it.type())) misses.add("no " + it.type() + " but " + type);
        for (String path : it.texts("has")) if (found(stage.text(path)).isEmpty()) misses.add("has no " + path);
        for (Entry<String, JsonNode> same : it.told().path("equals").properties()) {
            JsonNode wanted = stage.value(same.getValue());
            List<JsonNode> found = found(same.getKey());
            if (found.stream().noneMatch(value -> alike(value, wanted)))
                misses.add(same.getKey() + " is " + found + " instead of " + wanted);
        }
        for (String text : it.texts("not")) if (body.contains(stage.text(text))) misses.add("tells " + text);
        return misses;
    }

    /** Keeps what a case wants kept; answers what was not there to be kept. */
    List<String> keep(ContractCase it, ContractStage stage) {
        List<String> misses = new ArrayList<>();
        for (Entry<String, JsonNode> kept : it.told().path("keep").properties())
            found(kept.getValue().asText()).stream()
                    .findFirst()
                    .ifPresentOrElse(
                            value -> stage.keep(kept.getKey(), value),
                            () -> misses.add("nothing to keep as " + kept.getKey()));
        return misses;
    }

    private boolean isOfType(String wanted) {
        return switch (wanted) {
            case "array" -> json().filter(JsonNode::isArray).isPresent();
            case "object" -> json().filter(JsonNode::isObject).isPresent();
            case "stream" -> body.startsWith(DATA) || body.startsWith("event:") || body.startsWith(":");
            case "empty" -> body.isEmpty();
            case "text" -> type.startsWith("text/");
            default -> !body.isEmpty() && !isJson(type);
        };
    }

    private List<JsonNode> found(String path) {
        return values.stream()
                .map(it -> it.at(pointer(it, path)))
                .filter(it -> !it.isMissingNode())
                .toList();
    }

    private static String pointer(JsonNode into, String path) {
        boolean first = into.isArray() && !INDEXED.matcher(path).matches();
        return (first ? "/0." : "/").concat(path).replace('.', '/');
    }

    private static boolean alike(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static List<JsonNode> values(String type, String body) {
        if (isJson(type)) return List.of(read(body));
        return body.lines()
                .filter(it -> it.startsWith(DATA))
                .map(it -> it.substring(DATA.length()).strip())
                .filter(it -> it.startsWith("{"))
                .map(ContractAnswer::read)
                .toList();
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException failure) {
            throw new AssertionError("no JSON: " + text, failure);
        }
    }
}
