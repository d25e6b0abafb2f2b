package parley.engine.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.macro.Macros.About;
import parley.engine.macro.Macros.Cast;
import parley.engine.macro.Macros.Chance;

/** The macros of Character Card V1, V2 and V3, and what applications have in common beyond them. */
final class MacrosTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:05:00Z");

    private final Macros macros = with(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
        {{CHAR}}/{{ user }}/<bOt>/<CHAR>/<User>|Ada/Kim/Ada/Ada/Kim
        {{group}}, not {{notChar}}|Ada, Bo, not Bo, Kim
        {{reverse:{{user}}}}|miK
        {{reverse: {{char}}🙂}}|🙂adA
        {{unknown:{{user}}}} {{un{{char}}}}|{{unknown:Kim}} {{unAda}}
        \\{\\{user\\}\\} and \\{{{user}}\\}|{{user}} and {Kim}
        {{{user}}}|{Kim}
        a }} b {{ c {{reverse:ab}} d|a }} b {{ c ba d
        {{user {{char}}|{{user Ada
        {{user:x}} {{char y}}|{{user:x}} {{char y}}
        [{{// hidden {{user}} }}{{//}}{{comment: x}}{{hidden_key:key}}{{Hidden Key}}]|[{{Hidden Key}}]
        {{random:{{user}}}} {{pick::x,y::x,y}}|Kim x,y
        {{random:a\\,b}} {{random: c , c }}|a,b c
        {{roll:1}} {{roll d1}} {{roll::3d1+4}} {{roll:2d1-5}} [{{roll:many}}]|1 1 7 -3 []
        {{time}}, {{date}}, {{weekday}}, {{isotime}}, {{isodate}}|12:05 PM, November 21, 2026, Saturday, 12:05, 2026-11-21
        {{time_UTC-4}} {{time::UTC+2}} {{datetimeformat::DD.MM.YYYY [at] HH:mm}}|8:05 AM 2:05 PM 21.11.2026 at 12:05
        {{persona}}, {{description}}, {{personality}}, {{scenario}}|a baker, an engineer, patient, a lift
        {{outlet::weather}}{{outlet::none}}|rain
        {{original}}|{{original}}
        """)
    void fills_in(String text, String expected) {
        assertThat(macros.expand(text)).isEqualTo(expected);
    }

    @Test
    void line_ends_come_and_go() {
        assertThat(macros.expand("one{{newline}}two\n\n{{trim}}\r\n\nthree{{newline::2}}four"))
                .isEqualTo("one\ntwothree\n\nfour");
    }

    @Test
    void what_a_macro_gives_is_never_read_again() {
        Macros sly = new Macros(new Cast("Ada", "{{char}}<BOT>, a::b", List.of()), new Chance(1, 1), NOON)
                .replacing("{{user}}")
                .outlets(Map.of("o", "{{user}}"));

        assertThat(sly.expand("{{user}}")).isEqualTo("{{char}}<BOT>, a::b");
        assertThat(sly.expand("{{original}} {{Original}} {{outlet::o}}")).isEqualTo("{{user}} {{user}} {{user}}");
        assertThat(sly.expand("{{random:{{user}}}}")).isEqualTo("{{char}}<BOT>, a::b");
        assertThat(sly.expand("{{ {{reverse:rahc}} }}")).isEqualTo("{{ char }}");
    }

    @Test
    void hidden_keys_are_there_for_the_search_alone() {
        String text = "x{{hidden_key:dragon}}y{{// a}}{{comment: b}}";

        assertThat(macros.expand(text)).isEqualTo("xy");
        assertThat(macros.matching().expand(text)).isEqualTo("xdragony");
    }

    @Test
    void all_chance_comes_from_the_seeds() {
        String text = "{{random:a,b,c,d}}{{random:a,b,c,d}}{{roll:1000}} {{roll:d%}}";
        Set<String> texts = new TreeSet<>();
        Set<String> picks = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            assertThat(with(seed).expand(text))
                    .isEqualTo(with(seed).expand(text))
                    .matches("[a-d]{2}\\d{1,4} \\d{1,3}");
            texts.add(with(seed).expand(text));
            picks.add(with(seed).expand("{{pick:a,b,c,d}}"));
        }

        assertThat(texts).hasSizeGreaterThan(40);
        assertThat(picks).hasSize(1);
        assertThat(new TreeSet<>(
                        List.of(macros.expand("{{random:a,b,c,d}} ".repeat(40)).split(" "))))
                .hasSize(4);
    }

    @Test
    void a_pick_differs_by_place_text_and_chat() {
        Set<String> chats = new TreeSet<>();
        for (int chat = 0; chat < 40; chat++)
            chats.add(new Macros(macros.cast(), new Chance(1, chat), NOON).expand("{{pick:a,b,c}}"));

        assertThat(chats).hasSize(3);
        assertThat(macros.expand("{{pick:a,b,c}}".repeat(40))).contains("a", "b", "c");
    }

    @Test
    void macros_that_are_too_deep_stay_as_they_are() {
        String text = "{{reverse:".repeat(52) + "ab" + "}}".repeat(52) + "{{user}}";

        assertThat(macros.expand(text)).isEqualTo("{{reverse:{{reverse:ab}}}}Kim");
    }

    /** Hostile texts: nested, never closed, multiplying themselves. None takes more than a moment or grows without bound. */
    @Test
    void hostile_texts_come_to_an_end() {
        int many = 20_000;
        assertThat(macros.expand("{{reverse:".repeat(many) + "x" + "}}".repeat(many))
                        .length())
                .isLessThan(13 * many);
        assertThat(macros.expand("{{".repeat(many * 10))).hasSize(many * 20);
        assertThat(macros.expand("}}".repeat(many * 10))).hasSize(many * 20);
        assertThat(macros.expand("{{x:".repeat(many) + "}}".repeat(many))).hasSize(many * 6);
        Macros long1 = macros.about(new About("x".repeat(100_000), "", "", "", ""));
        assertThat(long1.expand("{{persona}}".repeat(many)).length()).isBetween(1_000_000, Macros.LONGEST + 11 * many);
        assertThat(macros.expand("{{newline::9999}}{{roll:9999d999999999}}").length())
                .isLessThan(1100);
    }

    private static Macros with(long turn) {
        return new Macros(new Cast("Ada", "Kim", List.of("Ada", "Bo")), new Chance(turn, 7), NOON)
                .about(new About("a baker", "an engineer", "patient", "a lift", ""))
                .outlets(Map.of("weather", "rain"));
    }
}
