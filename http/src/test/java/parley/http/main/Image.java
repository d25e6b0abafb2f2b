package parley.http.main;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One stage of the Dockerfile: its instructions in order, each on one line. */
record Image(String name, List<String> instructions) {
    private static final String FROM = "FROM ";
    private static final String COPY_FROM = "--from=";

    /** The stage of this name. */
    static Image stage(String name) {
        return stages().stream()
                .filter(it -> it.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stage " + name));
    }

    private static List<Image> stages() {
        List<Image> stages = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith(FROM)) stages.add(new Image(named(line), new ArrayList<>()));
            else stages.getLast().instructions.add(line);
        }
        return stages;
    }

    private static String named(String line) {
        int as = line.indexOf(" AS ");
        return as < 0 ? "" : line.substring(as + " AS ".length()).strip();
    }

    private static List<String> lines() {
        try {
            String text = Files.readString(DeploymentTest.ROOT.resolve("docker/Dockerfile"));
            return text.replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What follows an instruction, each time that it is given. */
    List<String> all(String instruction) {
        return instructions.stream()
                .filter(it -> it.startsWith(instruction + " "))
                .map(it -> it.substring(instruction.length()).strip())
                .toList();
    }

    /** The words of the last instruction of this kind that gives them as a list. */
    List<String> words(String instruction) {
        String given = all(instruction).getLast();
        try {
            return new ObjectMapper().readValue(given.substring(given.indexOf('[')), new TypeReference<>() {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One thing that is copied. */
    record Copy(String stage, String from, String to) {}

    /** Everything that is copied, out of another stage or out of the repository. */
    List<Copy> copies() {
        return all("COPY").stream().flatMap(Image::copies).toList();
    }

    private static Stream<Copy> copies(String given) {
        List<String> words = new ArrayList<>(List.of(given.split("\\s+")));
        String stage =
                words.getFirst().startsWith(COPY_FROM) ? words.removeFirst().substring(COPY_FROM.length()) : "";
        String to = words.removeLast();
        return words.stream().map(it -> new Copy(stage, it, to));
    }

    /** What is copied out of a stage, or out of the repository where it is empty. */
    List<String> copied(String stage) {
        return copies().stream()
                .filter(it -> it.stage.equals(stage))
                .map(Copy::from)
                .toList();
    }
}
