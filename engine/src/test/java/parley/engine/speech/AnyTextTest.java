package parley.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written, in whichever language: it is said, and not at too great a length. */
// No measure of speed: what takes more than its length's share of time would take hours here.
@Timeout(120)
final class AnyTextTest {
    private static final int LONG = 3_000;
    private static final int MOST_FOR_EACH_CHARACTER = 60;
    private static final List<String> PIECES = List.of(
            "1",
            "12",
            "007",
            "1984",
            "2026-11-21",
            "12:30",
            ".",
            ",",
            ":",
            "/",
            "-",
            "–",
            "−",
            "+",
            " ",
            "\u00A0",
            "\u202F",
            "$",
            "€",
            "¥",
            "%",
            "°C",
            "km/h",
            "kg",
            "m²",
            "h",
            "v",
            "@",
            "a",
            "Dr.",
            "z. B.",
            "e.g.",
            "GB",
            "½",
            "1/2",
            "#",
            "&",
            "=",
            "~",
            "'",
            "s",
            "st",
            "年",
            "月",
            "日",
            "時",
            "个",
            "개",
            "시",
            "٣",
            "५",
            "๓",
            "г.",
            "января",
            "November",
            "Uhr",
            "p.m.",
            "million",
            "Mio.",
            "k",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "\"",
            "*",
            "_",
            "`",
            "|",
            "\n",
            "\\",
            "$1",
            "\\E",
            "😀",
            "\uD800",
            "\uDC00",
            "\u0301",
            "\u200D",
            "http://",
            "www.",
            "com");

    static Stream<String> languages() {
        return Stream.concat(
                Stream.of("", "und", "mul", "cmn", "no", "de-CH", "en-IN", "es-MX", "pt-BR"),
                Stream.of(ULocale.getAvailableLocales())
                        .map(ULocale::getLanguage)
                        .distinct());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void is_said_in_every_language(String language) {
        Random random = new Random(language.hashCode());
        for (int round = 0; round < 12; round++) {
            StringBuilder text = new StringBuilder();
            int pieces = 1 + random.nextInt(40);
            for (int at = 0; at < pieces; at++) text.append(PIECES.get(random.nextInt(PIECES.size())));
            for (Literacy literacy : Literacy.values()) isSaid(text.toString(), literacy, language);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1,",
                "1.",
                "1 ",
                "1-",
                "1:1",
                "1/",
                "$",
                "$1",
                "1 k",
                "0 ",
                "a.",
                "a@",
                "a-a.",
                "A.A.",
                "+1 ",
                "(1",
                "-",
                "!",
                "?!",
                ".",
                "…",
                "[",
                "![",
                "[a](",
                "<",
                "<a ",
                "<!--",
                "a=b ",
                "<a b=c",
                "`",
                "```",
                "*",
                "_",
                "~",
                "~~",
                "|",
                " ",
                " \n",
                "-\n",
                "# ",
                "> ",
                "http://",
                "http://a/.",
                "年",
                "1年",
                "é",
                "\u0301",
                "z. B. ",
                "November ",
                "😀",
                "\uD83D"
            })
    void is_said_however_long_it_goes_on(String piece) {
        String text = piece.repeat(LONG / piece.length());
        for (String language : List.of("en", "de", "zh")) isSaid(text, Literacy.LETTERS, language);
        isSaid("<a" + text, Literacy.LETTERS, "en");
    }

    @Test
    void is_said_alike_by_many_at_once() {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(it -> it + ",5 km am 3." + (it % 12 + 1) + ".2026")
                .toList();
        List<String> alone = texts.stream()
                .map(it -> SpeechText.of(it, Literacy.LETTERS, "de"))
                .toList();
        List<CompletableFuture<String>> together = Stream.generate(() -> texts)
                .limit(20)
                .flatMap(List::stream)
                .map(it -> CompletableFuture.supplyAsync(() -> SpeechText.of(it, Literacy.LETTERS, "de")))
                .toList();
        for (int at = 0; at < together.size(); at++)
            assertThat(together.get(at).join()).isEqualTo(alone.get(at % alone.size()));
    }

    private static void isSaid(String text, Literacy literacy, String language) {
        String spoken = SpeechText.of(text, literacy, language);
        assertThat(spoken.length())
                .isLessThanOrEqualTo(MOST_FOR_EACH_CHARACTER * text.length() + MOST_FOR_EACH_CHARACTER);
    }
}
