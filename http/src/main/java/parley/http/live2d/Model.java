package parley.http.live2d;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import parley.http.edge.Problem;

/**
 * What a model can do, read from its {@code *.model3.json} (contract, 2.2; the fields are those of Live2D's own format).
 *
 * @param id the name of its folder
 * @param file the name of its {@code *.model3.json}
 * @param moc its {@code *.moc3}, relative to that
 */
public record Model(String id, String file, String moc, Capabilities capabilities, Metadata metadata) {
    static final String ENDING = ".model3.json";

    private static final int LONGEST = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** What the page shows of a model. */
    public record Capabilities(
            boolean hasEyeBlink,
            boolean hasLipSync,
            boolean hasBreath,
            boolean hasPhysics,
            boolean hasExpressions,
            boolean hasMotions,
            List<Parameter> parameters,
            List<Expression> expressions,
            List<String> motionGroups) {}

    /** A parameter that a group of the model moves. */
    public record Parameter(String id, String name, String target, String type) {}

    /** A face it can make. */
    public record Expression(String name, String file) {}

    /** Its name is that of its {@code *.moc3}. */
    public record Metadata(String name, String version, String author) {}

    /** Reads one; a Problem where it is none that can be shown. */
    static Model of(String id, Path file) throws IOException {
        JsonNode told = read(file);
        JsonNode references = told.path("FileReferences");
        String moc = references.path("Moc").asText("");
        if (moc.isEmpty()) throw Problem.malformed("the " + ENDING + " names no moc3 file in FileReferences.Moc");
        return new Model(
                id,
                String.valueOf(file.getFileName()),
                moc,
                capabilities(told, references),
                new Metadata(
                        stem(moc),
                        told.path("Version").asText("3"),
                        told.path("Meta").path("Author").asText("")));
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) throw Problem.malformed("the " + ENDING + " is too large");
            JsonNode told = JSON.readTree(bytes);
            if (!told.isObject()) throw Problem.malformed("the " + ENDING + " is no JSON object");
            return told;
        } catch (JsonProcessingException _) {
            throw Problem.malformed("the " + ENDING + " is not well-formed JSON");
        }
    }

    private static Capabilities capabilities(JsonNode told, JsonNode references) {
        List<JsonNode> groups = told.path("Groups").valueStream().toList();
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode group : groups)
            for (JsonNode id : group.path("Ids"))
                parameters.add(new Parameter(
                        id.asText(),
                        id.asText(),
                        group.path("Target").asText("Parameter"),
                        group.path("Name").asText("")));
        List<Expression> expressions = references
                .path("Expressions")
                .valueStream()
                .map(it -> new Expression(
                        it.path("Name").asText(""), it.path("File").asText("")))
                .toList();
        List<String> motions = references
                .path("Motions")
                .propertyStream()
                .map(it -> it.getKey())
                .toList();
        return new Capabilities(
                names(groups, "eye", "blink"),
                names(groups, "lip", "mouth"),
                names(groups, "breath"),
                !references.path("Physics").asText("").isEmpty(),
                !expressions.isEmpty(),
                !motions.isEmpty(),
                parameters,
                expressions,
                motions);
    }

    /** Whether a group, or what it moves, is called something like that. */
    private static boolean names(List<JsonNode> groups, String... words) {
        return groups.stream()
                .flatMap(it -> Stream.concat(
                        Stream.of(it.path("Name"), it.path("Id")),
                        it.path("Ids").valueStream()))
                .map(it -> it.asText("").toLowerCase(Locale.ROOT))
                .anyMatch(it -> Stream.of(words).anyMatch(it::contains));
    }

    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
