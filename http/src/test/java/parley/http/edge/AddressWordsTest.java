package parley.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What traces may tell of an address. */
class AddressWordsTest {
    private static final Pattern TOLD = Pattern.compile("^\\s*// (GET|POST|PUT|DELETE|PATCH) (/.*)$");
    private static final Pattern ADDRESS = Pattern.compile("/[A-Za-z0-9_{}./-]+");

    private final AddressWords words = AddressWords.read();

    @Test
    void ids_and_names_are_left_out() {
        assertThat(words.route("/api/v1/conversations/ada-lovelace/messages"))
                .isEqualTo("/api/v1/conversations/{id}/messages");
        assertThat(words.route("/")).isEqualTo("/");
        assertThat(words.route("/wp-admin/x")).isEqualTo("/{id}/{id}");
    }

    /** The line above each route says its address; a word that is missing would be taken for an id. */
    @Test
    void every_word_of_every_route_is_known() throws IOException {
        assertThat(told()).hasSizeGreaterThan(200).allMatch(words::has);
    }

    private static List<String> told() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(it -> it.toString().endsWith("Routes.java"))
                    .flatMap(AddressWordsTest::lines)
                    .flatMap(it -> TOLD.matcher(it).results().map(found -> found.group(2)))
                    .flatMap(it -> ADDRESS.matcher(it).results().map(found -> found.group()))
                    .flatMap(it -> Stream.of(it.substring(1).split("/", -1)))
                    .filter(it -> !it.isEmpty() && !it.contains("{"))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
