package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that are patterns of JavaScript: cards.md 1.7 (1), (5) and 5, Regex. */
final class PatternsTest {
    private static PatternKey.Outcome outcome(String key, String text) {
        return PatternKey.of(SlashForm.of(key).orElseThrow()).search(text, new Effort());
    }

    private static boolean matches(String key, String text) {
        return outcome(key, text) == PatternKey.Outcome.FOUND;
    }

    @Test
    void flags_and_forms_of_javascript_are_known() {
        assertThat(matches("/WYRM{3}/i", "a wyrmmm")).isTrue();
        assertThat(matches("/wyrm{3}/", "a wyrmm")).isFalse();
        assertThat(matches("/^b$/m", "a\nb\nc")).isTrue();
        assertThat(matches("/^b$/", "a\nb\nc")).isFalse();
        assertThat(matches("/a.b/s", "a\nb")).isTrue();
        assertThat(matches("/a.b/", "a\nb")).isFalse();
        assertThat(matches("/a[^]b/", "a\nb")).isTrue();
        assertThat(matches("/a[]b/", "ab")).isFalse();
        assertThat(matches("/\\u{1F409}/u", "a 🐉")).isTrue();
        assertThat(matches("/\\uD83D\\uDC09/", "a 🐉")).isTrue();
        assertThat(matches("/\\u00e9t\\xe9/", "été")).isTrue();
        assertThat(matches("/a\\/b/", "a/b")).isTrue();
        assertThat(matches("/[\\w-.]+@[a-z]/", "me-x.y@z")).isTrue();
        assertThat(matches("/[[&&]{2}/", "x[&")).isTrue();
        assertThat(matches("/a\\sb/", "a\u00a0b")).isTrue();
        assertThat(matches("/[\\s]b/", "\u3000b")).isTrue();
        assertThat(matches("/\\p{Lu}\\p{Script=Greek}/u", "Aβ")).isTrue();
        assertThat(matches("/(?<year>\\d{4})-x{/", "in 1998-x{")).isTrue();
        assertThat(matches("/a$/", "a\n")).isFalse();
    }

    @Test
    void what_looks_around_or_back_is_known_too() {
        assertThat(matches("/dragon(?! egg)/", "a dragon egg, a dragon")).isTrue();
        assertThat(matches("/dragon(?! egg)/", "a dragon egg")).isFalse();
        assertThat(matches("/(?<=red )dragon/i", "a Red Dragon")).isTrue();
        assertThat(matches("/(?<!red )dragon/", "a red dragon")).isFalse();
        assertThat(matches("/(\\w)\\1/", "book")).isTrue();
        assertThat(matches("/(?<c>o)\\k<c>/", "book")).isTrue();
        assertThat(matches("/(?=.*b)[&&b]$/", "ab")).isTrue();
        assertThat(matches("/(?=a)\\p{sc=Greek}?a$/u", "a\n")).isFalse();
    }

    @Test
    void what_javascript_would_not_take_matches_nothing() {
        assertThat(outcome("/(unclosed/", "(unclosed /(unclosed/")).isEqualTo(PatternKey.Outcome.ABSENT);
        for (String wrong : new String[] {
            "/a)/", "/[a/", "/*a/", "/a**/", "/a++/", "/(?>a)/", "/(?i)a/", "/a{2,1}/", "/[z-a]/", "/a|*/", "/a/ii"
        }) assertThat(outcome(wrong, "aaz-(*+")).as(wrong).isEqualTo(PatternKey.Outcome.ABSENT);
    }

    @Test
    void a_key_with_slashes_inside_or_other_flags_is_a_word() {
        assertThat(SlashForm.of("/usr/bin/")).isEmpty();
        assertThat(SlashForm.of("/a/x")).isEmpty();
        assertThat(SlashForm.of("//")).isEmpty();
        assertThat(SlashForm.of("/a\\/")).isEmpty();
        assertThat(SlashForm.of("either/or")).isEmpty();
        assertThat(SlashForm.of("/a\\\\/")).isPresent();
    }

    @Test
    void the_words_that_a_pattern_needs_are_words_that_it_cannot_do_without() {
        assertThat(required("/\\bdrag(on|oness)s?\\b/i")).containsExactly("drag");
        assertThat(required("/Red dragons?/")).containsExactly("red dragon");
        assertThat(required("/cat|Dog/")).containsExactlyInAnyOrder("cat", "dog");
        assertThat(required("/\\b(?:cats?|dog) x/")).containsExactlyInAnyOrder("cat", "dog");
        assertThat(required("/(cat|dog)+/")).containsExactlyInAnyOrder("cat", "dog");
        assertThat(required("/(cat|dog)?x/")).containsExactly("x");
        assertThat(required("/(cat|.)x/")).containsExactly("x");
        assertThat(required("/cat|/")).isEmpty();
        assertThat(required("/ab*c{0,2}de+f/")).containsExactly("de");
        assertThat(required("/(?!never)x/")).containsExactly("x");
        assertThat(required("/[abc]{3}/")).isEmpty();
    }

    private static Set<String> required(String key) {
        return PatternKey.of(SlashForm.of(key).orElseThrow()).required();
    }

    @Test
    void a_name_in_a_pattern_stands_for_itself() {
        Telling telling = Telling.of("{'comment':'e','keys':['/\\\\b{{user}}\\\\b/i'],'content':'C'}")
                .with(new LoreSettings(
                        2, true, false, true, false, 0, 0, 0, false, LoreSettings.Precedence.CHARACTERS_FIRST));
        assertThat(telling.user("K.m").said("Kim is here").in()).isEmpty();
        assertThat(telling.user("K.m").said("K.m is here").in()).containsExactly("e");
        assertThat(telling.user("a/(b").said("Is a/(b here?").in()).containsExactly("e");
        assertThat(KeyText.quoted("(?<user>x)<USER>", it -> "K+")).isEqualTo("(?<user>x)K\\+");
    }

    @Test
    void a_pattern_sees_where_messages_begin_and_words_across_them() {
        Telling telling = Telling.of("{'comment':'kim','keys':['/\\\\x01Kim: hello/'],'content':'C'}");
        assertThat(telling.said("hi", "hello").in()).containsExactly("kim");
        assertThat(telling.said("hello", "hi").in()).isEmpty();
        assertThat(Telling.of("{'comment':'both','keys':['/new[^]*old/'],'content':'C'}")
                        .said("old", "new")
                        .in())
                .containsExactly("both");
    }

    @Test
    void a_pattern_that_tries_everything_is_given_up_and_the_trace_says_so() {
        String again = "a".repeat(60) + "!";
        assertThat(outcome("/^(?=x?)(.*a){25}$/", again)).isEqualTo(PatternKey.Outcome.TOO_LONG);
        assertThat(outcome("/(?=x)(?:a|b)*/", "x" + "ab".repeat(100_000))).isNotEqualTo(PatternKey.Outcome.ABSENT);
        assertThat(outcome("/((a{100}){100}){100}/", again)).isEqualTo(PatternKey.Outcome.TOO_LONG);
        assertThat(outcome("/a{1001}/", again)).isEqualTo(PatternKey.Outcome.TOO_LONG);

        Telling telling = Telling.of(
                "{'comment':'slow','keys':['/(?=x?)(.*a){25}$c?/'],'content':'C'}",
                "{'comment':'lamp','keys':['lamp'],'content':'L'}");
        assertThat(telling.said(again + "c lamp").reasons())
                .containsEntry("slow", "pattern")
                .containsEntry("lamp", "key");
    }

    @Test
    void very_many_patterns_share_one_limit() {
        String[] entries = new String[2000];
        for (int at = 0; at < entries.length; at++)
            entries[at] = "{'comment':'" + at + "','keys':['/[a-z]{" + (at % 300 + 1) + "}[0-9]/'],'content':'C'}";
        Telling telling = Telling.of(entries).said("x".repeat(30_000));
        assertThat(telling.reasons()).containsValue("pattern").containsValue("no-key");
    }
}
