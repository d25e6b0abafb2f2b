package parley.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a provider says went wrong, in any of the shapes that the families have; each part is empty where it said nothing.
 *
 * @param type the provider's own kinds, in its own words
 * @param delay how long the body, not a header, says to wait
 * @param spent whether the body says that a quota is used up which waiting does not fill soon
 */
public record ProviderError(String message, String code, String type, Optional<Duration> delay, boolean spent) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ProviderError NOTHING = new ProviderError("", "", "");
    private static final Pattern MONEY_KINDS = Pattern.compile(
            "insufficient_(quota|credit|balance|fund)|billing|credit_balance|out_of_credits|payment_required|spend_limit");
    private static final Pattern MONEY_WORDS = Pattern.compile(
            "credit balance|spend(ing)? limit|insufficient (balance|credit|quota)|api usage limits|\\blimit: 0\\b");

    public ProviderError(String message, String code, String type) {
        this(message, code, type, Optional.empty(), false);
    }

    /** Reads the value of an {@code error} field: an object or a text. */
    public static ProviderError read(JsonParser json, JsonToken value) throws IOException {
        if (!value.isStructStart()) return new ProviderError(json.getValueAsString(""), "", "");
        return of(JSON.readTree(json));
    }

    /** Reads the body of an answer that is not 200; says nothing where it is of no known shape. */
    public static ProviderError in(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer == null ? NOTHING : inside(answer.isArray() ? answer.path(0) : answer);
        } catch (IOException _) {
            // A proxy's page of HTML, for instance; the status code says enough.
            return NOTHING;
        }
    }

    private static ProviderError inside(JsonNode answer) {
        if (!answer.isObject()) return NOTHING;
        JsonNode error = answer.path("error");
        if (error.isObject() && !error.isEmpty()) return of(error);
        if (!error.isTextual()) return of(answer);
        ProviderError beside = of(answer);
        return new ProviderError(error.asText(), beside.code, beside.type, beside.delay, beside.spent);
    }

    /** Reads the object that tells an error: the value of {@code error}, or a whole body. */
    public static ProviderError of(JsonNode error) {
        if (!error.isObject()) return new ProviderError(error.asText(""), "", "");
        String message = Stream.of(error.path("message"), error.path("detail"), error.path("msg"))
                .map(ProviderError::words)
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElse("");
        String more = Stream.of(words(error.path("metadata").path("raw")), filtered(error.path("innererror")))
                .filter(it -> !it.isBlank())
                .collect(Collectors.joining("; "));
        String type = Stream.of(
                        error.path("type"),
                        error.path("status"),
                        error.path("innererror").path("code"))
                .map(it -> it.asText(""))
                .filter(it -> !it.isBlank())
                .collect(Collectors.joining(" "));
        GoogleDetails details = GoogleDetails.of(error.path("details"));
        return new ProviderError(
                more.isEmpty() ? message : message + " (" + more + ")",
                error.path("code").asText(""),
                details.reason().isEmpty() ? type : type + " " + details.reason(),
                details.delay(),
                details.spent());
    }

    /** Whether waiting does not help because money or quota has run out. */
    public boolean exhausted() {
        return spent
                || MONEY_KINDS.matcher(kinds()).find()
                || MONEY_WORDS.matcher(message.toLowerCase(Locale.ROOT)).find();
    }

    /** Code and type, in small letters. */
    String kinds() {
        return (code + " " + type).toLowerCase(Locale.ROOT);
    }

    /** A text, or the texts within something larger, as validators answer. */
    private static String words(JsonNode node) {
        if (node.isTextual()) return node.asText();
        if (!node.isContainerNode() || node.isEmpty()) return "";
        String inner = node.findValues("msg").stream().map(JsonNode::asText).collect(Collectors.joining("; "));
        return inner.isBlank() ? node.toString() : inner;
    }

    private static String filtered(JsonNode inner) {
        JsonNode results = inner.path("content_filter_result");
        String names = results.properties().stream()
                .filter(it -> it.getValue().path("filtered").asBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "filtered: " + names;
    }
}
