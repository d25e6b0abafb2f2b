package parley.http.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that addresses are made of. Whatever else stands in one is an id or a name, and nobody's business. */
final class AddressWords {
    private static final String FILE = "/parley/addresses.txt";
    private static final String OTHER = "{id}";

    /** Segments of the longest address that is told whole. */
    private static final int LONGEST = 12;

    private final Set<String> words;

    private AddressWords(Set<String> words) {
        this.words = words;
    }

    /** Reads them; a test holds them against the addresses that the routes say they have. */
    static AddressWords read() {
        try (InputStream file = Objects.requireNonNull(AddressWords.class.getResourceAsStream(FILE), FILE)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new AddressWords(Stream.of(text.strip().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** The template of a path, such as {@code /api/v1/conversations/{id}/messages}. */
    String route(String path) {
        if (path.length() <= 1) return "/";
        return Stream.of(path.substring(1).split("/", LONGEST))
                .map(it -> has(it) ? it : OTHER)
                .collect(Collectors.joining("/", "/", ""));
    }
}
