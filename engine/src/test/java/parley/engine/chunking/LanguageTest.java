package parley.engine.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LanguageTest {
    private static final Path LISTS = Path.of("src/main/resources/parley/chunking");

    @Test
    void every_word_list_says_where_it_comes_from_and_can_be_read() throws IOException {
        List<String> names = Files.readAllLines(LISTS.resolve("languages.txt")).stream()
                .filter(it -> !it.startsWith("#"))
                .toList();

        assertThat(names).hasSizeGreaterThan(40);
        for (String name : names) {
            List<String> head = Files.readAllLines(LISTS.resolve(name + ".txt")).stream()
                    .takeWhile(it -> it.startsWith("#"))
                    .toList();
            assertThat(String.join(" ", head)).as(name).contains("icence");
            assertThat(Language.of(name)).isNotNull();
        }
        try (Stream<Path> files = Files.list(LISTS)) {
            assertThat(files)
                    .as("with the list of lists and the frequent words")
                    .hasSize(names.size() + 2);
        }
    }

    @Test
    void finds_a_language_by_its_tag_and_falls_back_to_its_scripts() {
        assertThat(Language.of("de-AT")).isSameAs(Language.of("de"));
        assertThat(Language.of("zh_Hant")).isSameAs(Language.of("zh"));
        assertThat(Language.of("tlh")).isSameAs(Language.of("und")).isSameAs(Language.of("no such tag!"));
        assertThat(Chunks.texts(Chunks.whole("xx", "Dr. Who. 你好。Привет, г-н Иванов. Ну.")))
                .hasSize(4);
    }

    @Test
    void knows_which_languages_number_with_periods() {
        assertThat(Language.of("de").ordinals()).isTrue();
        assertThat(Language.of("en").ordinals()).isFalse();
        assertThat(Language.of("und").ordinals()).isFalse();
        assertThat(Language.of("el").endsWith(';')).isTrue();
        assertThat(Language.of("und").endsWith(';')).isFalse();
    }
}
