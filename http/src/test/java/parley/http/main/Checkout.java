package parley.http.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of this project as they lie on disk. */
final class Checkout {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("engine", "persistence", "http");
    private static final String FENCE = "```rooms";

    private Checkout() {}

    /** Every Java source of every module, tests included. */
    static List<Path> sources() {
        return MODULES.stream()
                .flatMap(module -> javaFiles(ROOT.resolve(module).resolve("src")))
                .sorted()
                .toList();
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(it -> it.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The README's table: each room and the rooms that it may use. */
    static Map<String, Set<String>> rooms() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        read(ROOT.resolve("README.md"))
                .lines()
                .dropWhile(it -> !it.equals(FENCE))
                .skip(1)
                .takeWhile(it -> !it.equals("```"))
                .map(it -> it.split("->", 2))
                .forEach(it -> rooms.put(it[0].strip(), words(it[1])));
        return rooms;
    }

    private static Set<String> words(String text) {
        return Stream.of(text.strip().split("\\s+", -1))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toSet());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
