package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Entries that wake entries, and passes that go further back: cards.md 2.1 (3), (9). */
final class RecursionTest {
    private static String keyed(String key, String content, String rest) {
        return "{'comment':'" + key + "','keys':['" + key + "'],'content':'" + content + "','extensions':{" + rest
                + "}}";
    }

    private static LoreSettings settings(boolean recursive, int least, int deepest, int most) {
        return new LoreSettings(
                2, recursive, false, true, true, least, deepest, most, false, LoreSettings.Precedence.CHARACTERS_FIRST);
    }

    @Test
    void who_is_excluded_is_woken_by_the_talk_alone() {
        String[] entries = {keyed("a", "tells of b", ""), keyed("b", "B", "'exclude_recursion':true")};
        assertThat(Telling.of(entries).said("a").in()).containsExactly("a");
        assertThat(Telling.of(entries).said("a").reasons()).containsEntry("b", "recursion");
        assertThat(Telling.of(entries).said("a b").in()).containsExactly("a", "b");
    }

    @Test
    void who_is_silent_wakes_nobody() {
        assertThat(Telling.of(keyed("a", "tells of b", "'prevent_recursion':true"), keyed("b", "B", ""))
                        .said("a")
                        .in())
                .containsExactly("a");
    }

    @Test
    void who_sleeps_until_recursion_wakes_by_what_others_tell_or_what_was_said_before() {
        String[] entries = {keyed("a", "tells of b", ""), keyed("b", "B", "'delay_until_recursion':true")};
        assertThat(Telling.of(entries).said("b").in()).isEmpty();
        assertThat(Telling.of(entries).said("b").reasons()).containsEntry("b", "recursion");
        assertThat(Telling.of(entries).said("a").in()).containsExactly("a", "b");
        assertThat(Telling.of(entries[1], keyed("c", "C", "")).said("b c").in()).containsExactly("b", "c");
    }

    @Test
    void levels_wake_one_after_the_other_each_when_nothing_more_comes_of_the_one_before() {
        Telling telling = Telling.of(
                keyed("a", "tells of b", ""),
                keyed("b", "tells of c", "'delay_until_recursion':1"),
                keyed("c", "tells of d", "'delay_until_recursion':2"),
                keyed("d", "D", ""),
                keyed("e", "E", "'delay_until_recursion':3"));
        LoreFindings found = telling.said("a").found();
        assertThat(Telling.in(found)).containsExactly("a", "b", "c", "d");
        assertThat(found.trace()).extracting(LoreFindings.Trace::pass).containsExactly(0, 1, 3, 4, 0);
        assertThat(telling.said("a e").in()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void the_steps_of_recursion_can_be_counted_the_first_pass_included() {
        Telling telling = Telling.of(keyed("a", "b", ""), keyed("b", "c", ""), keyed("c", "d", ""), keyed("d", "", ""))
                .said("a");
        assertThat(telling.with(settings(true, 0, 0, 1)).in()).containsExactly("a");
        assertThat(telling.with(settings(true, 0, 0, 2)).in()).containsExactly("a", "b");
        assertThat(telling.with(settings(true, 0, 0, 3)).in()).containsExactly("a", "b", "c");
    }

    @Test
    void a_book_whose_entries_wake_nobody_keeps_to_that_whatever_others_do() {
        Lorebook alone = Telling.book(
                "ada",
                "{'recursive_scanning':false,'entries':[" + keyed("a", "tells of b and c", "") + ","
                        + keyed("b", "B", "") + "]}");
        Lorebook other = Telling.book("global", "{'entries':[" + keyed("c", "tells of b", "") + "]}");
        assertThat(Telling.of().books(alone, other).said("a").in()).containsExactly("a");
        assertThat(Telling.of().books(alone, other).said("c").in()).containsExactly("c");
        Lorebook willing = Telling.book(
                "ada",
                "{'recursive_scanning':true,'entries':[" + keyed("a", "b", "") + "," + keyed("b", "B", "") + "]}");
        assertThat(Telling.of().books(willing).said("a").in()).containsExactly("a", "b");
        assertThat(Telling.of()
                        .books(willing)
                        .with(settings(false, 0, 0, 0))
                        .said("a")
                        .in())
                .containsExactly("a");
    }

    @Test
    void a_hidden_key_wakes_others_and_is_not_told() {
        LoreFindings found = Telling.of(
                        keyed("a", "A{{hidden_key: dragon}}{{Hidden Key:owl}}", ""),
                        keyed("dragon", "D", ""),
                        keyed("owl", "O", ""))
                .said("a")
                .found();
        assertThat(Telling.in(found)).contains("a", "dragon", "owl");
        assertThat(Telling.text(found, Place.AFTER_CHARACTER)).startsWith("A").doesNotContain("dragon");
    }

    @Test
    void the_search_goes_back_until_enough_came_in() {
        Telling telling = Telling.of(keyed("a", "A", ""), keyed("b", "B", ""), keyed("c", "C", ""))
                .said("c", "x", "b", "y", "a", "z");
        assertThat(telling.in()).containsExactly("a");
        assertThat(telling.with(settings(true, 2, 0, 0)).in()).containsExactly("a", "b");
        assertThat(telling.with(settings(true, 9, 0, 0)).in()).containsExactly("a", "b", "c");
        assertThat(telling.with(settings(true, 9, 3, 0)).in()).containsExactly("a");
        assertThat(telling.with(settings(true, 9, 4, 0)).in()).containsExactly("a", "b");
    }

    @Test
    void what_came_in_further_back_wakes_others_too() {
        assertThat(Telling.of(keyed("a", "tells of b", ""), keyed("b", "B", ""))
                        .with(settings(true, 1, 0, 0))
                        .said("a", "x", "y", "z")
                        .in())
                .containsExactly("a", "b");
    }

    @Test
    void patterns_are_woken_by_what_others_tell() {
        assertThat(Telling.of(keyed("a", "tells of dragons", ""), "{'comment':'r','keys':['/drag.ns/'],'content':'R'}")
                        .said("a")
                        .in())
                .containsExactly("a", "r");
    }
}
