package parley.engine.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a supervising model wrote, read strictly: one JSON object with one field, or one bare word or name alone. */
record Answer(String text, boolean fenced) {
    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 4;

    private static final Pattern FENCE = Pattern.compile("```[A-Za-z]{0,16}([^`A-Za-z][^`]*)```");
    private static final List<String> QUOTES = List.of("\"\"", "''", "``", "“”", "‘’", "„“", "«»", "「」");

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The text without white space and fence around it; nothing where it is longer than any right answer. */
    static Optional<Answer> of(String text) {
        if (text.length() > LONGEST) return Optional.empty();
        String bare = text.strip();
        Matcher fence = FENCE.matcher(bare);
        return Optional.of(fence.matches() ? new Answer(fence.group(1).strip(), true) : new Answer(bare, false));
    }

    /** The value of the only field, where the answer is an object that has this one alone. */
    Optional<JsonNode> only(String field) {
        try {
            JsonNode read = READER.readValue(text);
            return read != null && read.isObject() && read.size() == 1 && read.has(field)
                    ? Optional.of(read.get(field))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /** What a bare answer may mean: as it stands, without its last period, without the quotes around it; in a fence, nothing. */
    Set<String> bare() {
        Set<String> forms = new LinkedHashSet<>();
        if (fenced) return forms;
        forms.add(text);
        forms.add(unended(text));
        forms.add(unquoted(text));
        forms.add(unquoted(unended(text)));
        forms.add(unended(unquoted(text)));
        forms.removeIf(String::isBlank);
        return forms;
    }

    private static String unended(String text) {
        return text.endsWith(".") || text.endsWith("。")
                ? text.substring(0, text.length() - 1).strip()
                : text;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && QUOTES.contains("" + text.charAt(0) + text.charAt(text.length() - 1));
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
