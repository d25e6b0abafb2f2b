package parley.engine.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The vectors of character cards: what a card, settings and a talk must give. Read from the open ones, or from the file
 * that {@code -Dparley.vectors=FILE} names.
 */
public final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /**
     * A vector, or one of its variants.
     *
     * @param id the vector's; with a slash and the variant's number, from 0, where it has any
     * @param input the variant's input over the vector's
     * @param settings all of them: the variant's over the vector's over the defaults
     * @param repeat how often it must hold
     */
    public record Case(
            String id, String kind, String title, JsonNode input, JsonNode settings, JsonNode expect, int repeat) {
        @Override
        public String toString() {
            return id + " " + title;
        }

        public JsonNode card() {
            return input.path("card");
        }

        /** The card's fields. */
        public JsonNode data() {
            return card().has("data") ? card().path("data") : card();
        }

        public String userName() {
            return input.path("user").path("name").asText("User");
        }
    }

    /** The cases of these kinds, in the file's order. */
    public static List<Case> of(String... kinds) {
        Set<String> wanted = Set.of(kinds);
        JsonNode file = file();
        return StreamSupport.stream(file.path("vectors").spliterator(), false)
                .filter(it -> wanted.contains(it.path("kind").asText()))
                .flatMap(it -> cases(it, file.path("defaults")).stream())
                .toList();
    }

    private static List<Case> cases(JsonNode vector, JsonNode defaults) {
        JsonNode input = vector.path("input");
        List<Case> cases = new ArrayList<>();
        JsonNode variants = input.path("variants");
        for (int at = 0; at < variants.size(); at++)
            cases.add(made(vector, "/" + at, defaults, input, variants.get(at)));
        if (cases.isEmpty()) cases.add(made(vector, "", defaults, input, JSON.createObjectNode()));
        return cases;
    }

    private static Case made(JsonNode vector, String number, JsonNode defaults, JsonNode input, JsonNode variant) {
        ObjectNode merged = over(input, variant);
        merged.remove(List.of("variants", "expect"));
        ObjectNode settings = over(over(defaults, input.path("settings")), variant.path("settings"));
        if (merged.has("generation_type")) settings.set("generation_type", merged.get("generation_type"));
        return new Case(
                vector.path("id").asText() + number,
                vector.path("kind").asText(),
                vector.path("title").asText(),
                merged,
                settings,
                variant.has("expect") ? variant.get("expect") : vector.path("expect"),
                Math.max(1, merged.path("repeat").asInt(1)));
    }

    private static ObjectNode over(JsonNode below, JsonNode above) {
        ObjectNode both = JSON.createObjectNode();
        if (below.isObject()) both.setAll((ObjectNode) below);
        if (above.isObject()) both.setAll((ObjectNode) above);
        return both;
    }

    private static JsonNode file() {
        String other = System.getProperty("parley.vectors", "");
        try (InputStream open = other.isEmpty()
                ? Objects.requireNonNull(Vectors.class.getResourceAsStream("/cards/vectors-open.json"))
                : Files.newInputStream(Path.of(other))) {
            return JSON.readTree(open);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
