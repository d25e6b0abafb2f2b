package parley.http.wire.anthropic;

import static parley.http.wire.JsonTexts.count;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import parley.engine.llm.Usage;

/** What the provider says an answer used: each field's last report stands, and what is null says nothing. */
final class AnthropicUsage {
    private static final List<String> INPUT =
            List.of("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens");
    private static final String OUTPUT = "output_tokens";

    private final ObjectNode said = new ObjectMapper().createObjectNode();

    void add(JsonNode report) {
        report.properties().forEach(it -> {
            if (!it.getValue().isNull()) said.set(it.getKey(), it.getValue());
        });
    }

    /** What is said so far; empty where nothing has been. The provider leaves the cache out of its input, we do not. */
    Optional<Usage> usage() {
        if (!said.has(INPUT.getFirst()) && !said.has(OUTPUT)) return Optional.empty();
        long input = INPUT.stream().mapToLong(this::counted).sum();
        return Optional.of(new Usage(
                input,
                counted(OUTPUT),
                false,
                counted(INPUT.get(1)),
                count(said.path("output_tokens_details"), "thinking_tokens"),
                0,
                counted(INPUT.get(2)),
                said.toString()));
    }

    /**
     * Where an answer took several rounds inside the provider, the sums at the top leave some of them out. Rounds of an
     * advising model have another price and are left out here as well.
     */
    private long counted(String field) {
        long rounds = StreamSupport.stream(said.path("iterations").spliterator(), false)
                .filter(it -> !it.path("type").asText().startsWith("advisor"))
                .mapToLong(it -> count(it, field))
                .sum();
        return Math.max(count(said, field), rounds);
    }
}
