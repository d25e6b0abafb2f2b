package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Other people's cards, which are not ours to keep: a directory of them is given by {@code -Dparley.cards=DIR}. */
final class RealCardsTest {
    private static final String DIRECTORY = System.getProperty("parley.cards", "");
    private static final Set<String> CARDS = Set.of("png", "charx", "byaf", "json");

    /** No cards among the real files. */
    private static final List<String> NONE = List.of("invalid-character", ".voxpkg", ".lorebook");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @TestFactory
    Stream<DynamicTest> each_real_card_is_read_and_comes_back() throws IOException {
        assumeTrue(!DIRECTORY.isEmpty(), "skipped: no -Dparley.cards=DIR with real cards");
        Path real = Path.of(DIRECTORY, "real-permissive");
        try (Stream<Path> files = Files.list(Files.isDirectory(real) ? real : Path.of(DIRECTORY))) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(all).isNotEmpty();
            return all.stream().map(it -> dynamicTest(String.valueOf(it.getFileName()), () -> check(it)));
        }
    }

    private void check(Path file) {
        String name = String.valueOf(file.getFileName());
        ReadCard read = CardTrial.in(directory).hold(CardCorpus.bytes(file));
        boolean card =
                NONE.stream().noneMatch(name::contains) && CARDS.contains(name.substring(name.lastIndexOf('.') + 1));
        if (!card) {
            assertThat(read).isNull();
            return;
        }
        Objects.requireNonNull(read, name);
        assertThat(read.card().data().name()).isNotBlank();
        assertThat(read.card().data().description()).isNotBlank();
        System.out.println(
                name + ": " + read.format() + " " + read.card().data().version() + " "
                        + read.card().data().name() + " " + read.assets().size() + " " + read.warnings());
    }
}
