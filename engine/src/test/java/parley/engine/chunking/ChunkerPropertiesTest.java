package parley.engine.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text. {@code -Dparley.fuzz=SECONDS} looks longer for one where it does not. */
final class ChunkerPropertiesTest {
    private static final Duration FUZZ = Duration.ofSeconds(Long.getLong("parley.fuzz", 2));
    private static final long FUZZ_SEED = Long.getLong("parley.fuzz.seed", 1);
    private static final int SAMPLE = 10_000;
    private static final String[] LANGUAGES = {
        "en", "de", "fr", "ru", "zh", "ja", "ko", "ar", "th", "hy", "el", "hi", "und"
    };
    private static final String[] SCRAPS = {
        "a",
        "b ",
        "I",
        " i ",
        "Dr",
        ".",
        ". ",
        "... ",
        "!",
        "? ",
        "…",
        "\"",
        "'",
        "''",
        "``",
        "`",
        "```\n",
        "~~~\n",
        "“",
        "”",
        "„",
        "«",
        "»",
        " »",
        "「",
        "」",
        "(",
        ") ",
        "[1]",
        "[^2]",
        "{",
        "<b>",
        "</b>",
        "<x y=\"",
        "\">",
        "*",
        "**",
        "_",
        "~~",
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        "\t",
        "# ",
        "- ",
        "1. ",
        "2. ",
        "a) ",
        "• ",
        "| ",
        "|\n",
        "> ",
        "---\n",
        "3.14",
        "12",
        ",",
        ", ",
        ": ",
        "; ",
        "—",
        " - ",
        "--",
        "😀",
        "👨\u200D👩",
        "\uFE0F",
        "1\uFE0F\u20E3",
        "\uD83D",
        "\uDE00",
        "\u200F",
        "\u202A",
        "\u00A0",
        "\u202F",
        "。",
        "，",
        "、",
        "！",
        "你好",
        "です",
        "と",
        "안녕",
        "ครับ ",
        "ไทย",
        "مرحبا",
        "؟ ",
        "नमस्ते",
        "। ",
        "։",
        "; ",
        "É",
        "the ",
        "The ",
        "said ",
        "p.m. ",
        "U.S. ",
        "etc. ",
        "http://a.b/c?d ",
        "e.g. ",
        "Inc. ",
        "\uFFFF",
        "\u0000",
        "é",
        "Yahoo! "
    };

    private static String randomText(SplittableRandom random, int scraps) {
        StringBuilder text = new StringBuilder();
        int kinds = 1 + random.nextInt(SCRAPS.length);
        for (int at = 0; at < scraps; at++) text.append(SCRAPS[random.nextInt(kinds)]);
        return text.toString();
    }

    private static void holds(ChunkerOptions options, String text, SplittableRandom random) {
        List<TextChunk> whole = Chunks.of(options, List.of(text));
        assertThat(whole.stream().map(TextChunk::text).collect(Collectors.joining()))
                .isEqualTo(text);
        int at = 0;
        for (TextChunk chunk : whole) {
            assertThat(chunk.start()).isEqualTo(at);
            assertThat(chunk.end())
                    .isGreaterThan(at)
                    .isEqualTo(at + chunk.text().length());
            assertThat(chunk.text().length()).isLessThanOrEqualTo(ChunkerOptions.LONGEST + SAMPLE / 10);
            at = chunk.end();
        }
        assertThat(Chunks.of(options, Chunks.pieces(text, random, 1))).isEqualTo(whole);
        assertThat(Chunks.of(options, Chunks.pieces(text, random, 6))).isEqualTo(whole);
        assertThat(Chunks.of(options, Chunks.pieces(text, random, 60))).isEqualTo(whole);
    }

    @Test
    void chunks_tile_the_text_and_do_not_depend_on_how_it_came() throws IOException {
        String all = ChunkerTest.sentences()
                .map(it -> it.substring(it.indexOf('\t') + 1).replace("‖", "").replace("\\n", "\n"))
                .collect(Collectors.joining(" "));
        for (String language : LANGUAGES)
            for (long seed = 0; seed < 5; seed++) {
                holds(ChunkerOptions.of(language), all, new SplittableRandom(seed));
                holds(ChunkerOptions.of(language).withEarlyClause(false), all, new SplittableRandom(seed));
            }
    }

    @Test
    void holds_for_random_texts() {
        long end = System.nanoTime() + FUZZ.toNanos();
        long seed = FUZZ_SEED;
        for (; seed < FUZZ_SEED + 100 || System.nanoTime() < end; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = randomText(random, random.nextInt(400));
            String language = LANGUAGES[random.nextInt(LANGUAGES.length)];
            try {
                holds(ChunkerOptions.of(language).withEarlyClause(random.nextBoolean()), text, random);
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed + ", " + language, failed);
            }
        }
        System.out.println("chunker: random texts " + FUZZ_SEED + " to " + (seed - 1) + " hold");
    }

    @Test
    void a_pause_anywhere_loses_and_doubles_nothing() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = randomText(random, 200);
            Chunker chunker = new Chunker(ChunkerOptions.of("en"));
            StringBuilder told = new StringBuilder();
            for (String piece : Chunks.pieces(text, random, 6)) {
                chunker.add(piece).forEach(it -> told.append(it.text()));
                if (random.nextInt(3) == 0) chunker.flush().forEach(it -> told.append(it.text()));
            }
            chunker.end().forEach(it -> told.append(it.text()));
            assertThat(told.toString()).as("seed %d", seed).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".", " .", "A.", "A. ", "a.m. ", "...x", "\"", "\". ", "'", "(", "[", "[1", "((a.) ", "<", "<a ",
                "<a b=\"", "`", "```\n", "```\nx", "|\n", "*", "**a", "1. ", "1.", "#", "- ", "\n", " ", "\n \n", "😀",
                "。", "」", "「", "！", "、", "a", "word ", "Dr. ", "said ", "x, ", "“", "ครับ", "ครับ ", "i ", "etc. T",
                "\u200D", "\uD83D", "\uFFFF", ":)", "--", "Yahoo! "
            })
    void reads_in_linear_time_whatever_is_repeated(String unit) {
        long small = looks(unit.repeat(SAMPLE / unit.length()));
        long large = looks(unit.repeat(10 * (SAMPLE / unit.length())));

        assertThat(large).isLessThan(11 * small + SAMPLE);
        assertThat(large).isLessThan(120L * 10 * SAMPLE);
    }

    /** One character at a time, which makes the scan look again most often. */
    private static long looks(String text) {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));
        for (int at = 0; at < text.length(); at++) chunker.add(text.substring(at, at + 1));
        chunker.end();
        return chunker.looks();
    }

    @Test
    void keeps_little_of_a_long_text() {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));
        for (int at = 0; at < 100; at++) chunker.add("no end in sight ".repeat(1000));

        assertThat(chunker.room()).isLessThanOrEqualTo(16_384);
    }
}
