package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.cardfile.CardCorpus.Row;
import parley.engine.kernel.Refusal;

/** Every file of the corpus does what its row expects, and what reads goes out in each format and comes back the same. */
final class CardCorpusTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @Test
    void has_a_row_for_each_file() throws IOException {
        Set<String> files = new TreeSet<>();
        for (String folder : List.of("edge", "hostile")) {
            try (Stream<Path> all = Files.list(CardCorpus.path(folder))) {
                all.forEach(it -> files.add(folder + "/" + it.getFileName()));
            }
        }

        assertThat(CardCorpus.rows().stream().map(Row::file)).containsExactlyInAnyOrderElementsOf(files);
    }

    @TestFactory
    Stream<DynamicTest> each_file_does_what_is_expected() {
        return CardCorpus.rows().stream().map(it -> dynamicTest(it.file(), () -> check(it)));
    }

    @TestFactory
    Stream<DynamicTest> each_card_comes_back_as_it_went() {
        return CardCorpus.readable().stream().map(it -> dynamicTest(it.file(), () -> roundTrip(it.path())));
    }

    private static void check(Row row) {
        if (row.outcome().equals("refuse")) {
            assertThatThrownBy(() -> CardReader.read(row.path()))
                    .isInstanceOfSatisfying(
                            Refusal.class, it -> assertThat(it.kind()).isEqualTo(Refusal.Kind.INVALID))
                    .hasMessageContaining(row.words());
            return;
        }
        ReadCard read = CardReader.read(row.path());
        if (!row.words().equals("*")) assertThat(read.card().data().name()).isEqualTo(row.words());
        if (row.outcome().equals("warn")) assertThat(read.warnings()).isNotEmpty();
        else assertThat(read.warnings()).isEmpty();
        assertThat(read.warnings()).allMatch(it -> it.codePoints().noneMatch(Character::isISOControl));
    }

    private void roundTrip(Path file) throws IOException {
        ReadCard read = CardReader.read(file);
        String json = read.card().json();
        ByteString picture = picture(read);

        assertThat(back("a.json", CardWriter.json(read.card())).card().json()).isEqualTo(json);

        ByteString png = CardWriter.png(read.card(), picture);
        assertThat(back("a.png", png).card().json()).isEqualTo(json);
        assertThat(back("a.png", CardWriter.png(read.card(), png)).card().json())
                .isEqualTo(json);

        ByteArrayOutputStream charx = new ByteArrayOutputStream();
        CardWriter.charx(read.card(), picture, file, charx);
        ReadCard archived = back("a.charx", ByteString.fromArray(charx.toByteArray()));
        assertThat(CardCorpus.withoutAssets(CardCorpus.json(archived.card().json())))
                .isEqualTo(CardCorpus.withoutAssets(
                        CardCorpus.json(read.card().asV3(null).json())));
        assertThat(archived.card().data().version()).isEqualTo(3);
        assertNothingLost(CardCorpus.json(json), CardCorpus.json(archived.card().json()));
    }

    // All but what says the version, and the addresses of files, which another format may change.
    private static void assertNothingLost(JsonNode before, JsonNode after) {
        before.properties().stream()
                .filter(it -> !Set.of("spec", "spec_version", "data").contains(it.getKey()))
                .forEach(
                        it -> assertThat(after.get(it.getKey())).as(it.getKey()).isEqualTo(it.getValue()));
        before.path("data").properties().stream()
                .filter(it -> !it.getKey().equals("assets"))
                .forEach(it -> assertThat(after.path("data").get(it.getKey()))
                        .as(it.getKey())
                        .isEqualTo(it.getValue()));
    }

    private static @Nullable ByteString picture(ReadCard read) {
        return read.picture() == null ? null : read.picture().bytes();
    }

    private ReadCard back(String name, ByteString bytes) {
        String text = bytes.decodeString(StandardCharsets.UTF_8);
        if (name.endsWith("json")) assertThat(ByteString.fromString(text)).isEqualTo(bytes);
        return CardReader.read(CardCorpus.file(directory, name, bytes.toArray()));
    }
}
