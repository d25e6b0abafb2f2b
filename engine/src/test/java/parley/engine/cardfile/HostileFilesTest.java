package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;

/** Bombs, lies and crowds: files that are made on the spot, since nobody wants to keep them. */
final class HostileFilesTest {
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // made before all
    private static HostileFiles files;

    @BeforeAll
    static void make() throws IOException {
        files = new HostileFiles(Files.createDirectory(directory.resolve("made")));
        files.makeAll();
    }

    @ParameterizedTest
    @CsvSource({
        "field-50mb.json,too large",
        "field-7mb.json,a text in it is longer",
        "deep-objects.json,nested",
        "many-lists.json,too many parts",
        "ztxt-bomb.png,larger than",
        "itxt-bomb.png,larger than",
        "many-chunks.png,too many parts",
        "bomb.charx,far too much",
        "lying-small.charx,larger than",
        "lying-large.charx,far too much",
        "twice.charx,same name",
        "many-members.charx,more than 2000",
        "huge-directory.charx,too many members"
    })
    void is_refused_in_plain_words(String file, String words) {
        assertThatThrownBy(() -> CardReader.read(files.file(file)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words);
    }

    @Test
    void members_that_lead_out_of_the_archive_are_left_out_and_not_handed_on() throws IOException {
        Path file = files.file("traversal.charx");

        ReadCard read = CardReader.read(file);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        CardWriter.charx(read.card(), null, file, again);

        assertThat(read.assets()).extracting(ReadCard.EmbeddedAsset::uri).containsExactly("embeded://assets/ok.png");
        assertThat(read.warnings()).contains("members with dangerous names were left out: 4");
        assertThatThrownBy(() -> CardReader.asset(file, "embeded:///etc/passwd"))
                .isInstanceOf(Refusal.class);
        assertThat(CardReader.read(CardCorpus.file(directory, "again", again.toByteArray()))
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alternate_greetings", "group_only_greetings"})
    void more_than_a_thousand_greetings_are_refused(String field) {
        String card =
                HostileFiles.CARD.replace("\"d\"", "\"d\",\"" + field + "\":[\"a\"" + ",\"a\"".repeat(1000) + "]");

        assertThatThrownBy(() -> Card.of(card.replace(",\"group_only_greetings\":[]", "")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(field);
    }

    @Test
    void more_than_ten_thousand_entries_are_refused() {
        String book = "\"character_book\":{\"entries\":[{}" + ",{}".repeat(10_000) + "]}";

        assertThatThrownBy(() -> Card.of(HostileFiles.CARD.replace("\"name\"", book + ",\"name\"")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("10000 entries");
    }

    @Test
    void numbers_out_of_any_range_are_kept_or_refused_and_nothing_is_computed_of_them() {
        String huge = "1e999999999";
        String card =
                "{\"spec\":\"chara_card_v2\",\"spec_version\":" + huge + ",\"data\":{\"name\":\"N\",\"extensions\":"
                        + "{\"depth_prompt\":{\"prompt\":\"p\",\"depth\":" + huge + "}}}}";

        assertThat(Card.of(card).json()).isEqualTo(card);
        assertThat(Card.of(card).warnings()).isNotEmpty();
        assertThat(Card.of(card).asV3(null).json()).containsIgnoringCase("1e+999999999");
        assertThatThrownBy(() -> Card.of(card.replace(huge, "9".repeat(5000)))).isInstanceOf(Refusal.class);
    }

    @Test
    void all_of_them_together_are_read_in_64_megabytes() throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        int exit = ChildProcess.run(
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                ChildProcess.classPath(),
                ReadAll.class.getName(),
                List.of(
                        directory.resolve("made").toString(),
                        CardCorpus.path("hostile").toString(),
                        CardCorpus.path("edge").toString()),
                log,
                AT_MOST);

        assertThat(exit).as(Files.readString(log)).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            assertThat(lines.filter(it -> it.contains("largest.png: read"))).hasSize(1);
        }
    }
}
