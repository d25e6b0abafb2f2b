package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Character Card V3, Decorators; what RisuAI adds of its own is in cards.md 1.4. */
final class DecoratorsTest {
    private static String lamp(String content) {
        return "{'comment':'lamp','keys':['lamp'],'content':'" + content + "'}";
    }

    private static LoreFindings.Placed placed(String content) {
        return Telling.of(lamp(content)).said("lamp").found().placed().getFirst();
    }

    private static boolean in(String content, String... said) {
        return !Telling.of(lamp(content)).said(said).in().isEmpty();
    }

    @Test
    void lines_and_the_newlines_around_them_are_taken_off() {
        assertThat(placed("@@depth 4\\n@@role user\\n\\nText\\n@@depth 5").text())
                .isEqualTo("Text\n@@depth 5");
        assertThat(placed("\\r\\n@@depth 4\\r\\n\\r\\nText").text()).isEqualTo("Text");
        assertThat(placed("Text\\n@@activate").text()).isEqualTo("Text\n@@activate");
        assertThat(placed("@@ no decorator").text()).isEqualTo("@@ no decorator");
        assertThat(Telling.of(lamp("@@depth 4")).said("lamp").reasons()).containsEntry("lamp", "empty");
    }

    @Test
    void the_first_of_two_counts_and_ill_values_do_not() {
        assertThat(placed("@@depth 2\\n@@depth 3\\nT").depth()).isEqualTo(2);
        assertThat(placed("@@depth deep\\n@@depth 3\\nT").depth()).isEqualTo(3);
        assertThat(placed("@@depth deep\\nT").place()).isEqualTo(Place.AFTER_CHARACTER);
        assertThat(placed("@@depth -3\\nT").depth()).isZero();
    }

    @Test
    void a_fallback_counts_where_nothing_above_was_understood() {
        assertThat(placed("@@their_own 4\\n@@@other_own\\n@@@x\\n@@@y\\n@@@z\\n@@@depth 3\\n@@@role user\\nT"))
                .satisfies(it -> {
                    assertThat(it.depth()).isEqualTo(3);
                    assertThat(it.role()).isEqualTo(Role.SYSTEM);
                    assertThat(it.text()).isEqualTo("T");
                });
        assertThat(placed("@@depth 5\\n@@@role user\\nT").role()).isEqualTo(Role.SYSTEM);
        assertThat(placed("@@instruct_depth 500\\n@@@depth 2\\nT").depth()).isEqualTo(2);
    }

    @Test
    void a_place_wins_over_a_depth_and_a_depth_over_one_from_the_oldest() {
        assertThat(placed("@@depth 2\\n@@position scenario\\nT").place()).isEqualTo(Place.SCENARIO);
        assertThat(placed("@@position personality\\nT").place()).isEqualTo(Place.PERSONALITY);
        assertThat(placed("@@position before_desc\\nT").place()).isEqualTo(Place.BEFORE_CHARACTER);
        assertThat(placed("@@position after_desc\\nT").place()).isEqualTo(Place.AFTER_CHARACTER);
        assertThat(placed("@@position moon\\n@@depth 1\\nT").place()).isEqualTo(Place.AT_DEPTH);
        assertThat(placed("@@reverse_depth 7\\n@@depth 1\\nT").place()).isEqualTo(Place.AT_DEPTH);
        assertThat(placed("@@reverse_depth 7\\nT"))
                .extracting(LoreFindings.Placed::place, LoreFindings.Placed::depth)
                .containsExactly(Place.AT_REVERSE_DEPTH, 7);
        assertThat(placed("@@role assistant\\n@@depth 0\\nT").role()).isEqualTo(Role.ASSISTANT);
        assertThat(placed("@@end\\nT"))
                .extracting(LoreFindings.Placed::place, LoreFindings.Placed::depth)
                .containsExactly(Place.AT_DEPTH, 0);
    }

    @Test
    void the_characters_messages_are_counted() {
        assertThat(in("@@activate_only_after 2\\nT", "a", "b", "lamp")).isFalse();
        assertThat(in("@@activate_only_after 2\\nT", "a", "b", "c", "d", "lamp"))
                .isTrue();
        assertThat(in("@@activate_only_every 2\\nT", "a", "b", "lamp")).isFalse();
        assertThat(in("@@activate_only_every 2\\nT", "a", "b", "c", "d", "lamp"))
                .isTrue();
        assertThat(in("@@activate_only_every 0\\nT", "a", "b", "lamp")).isTrue();
        assertThat(Telling.of("{'comment':'c','constant':true,'content':'@@activate_only_after 1\\nT'}")
                        .said("a")
                        .reasons())
                .containsEntry("c", "decorator");
    }

    @Test
    void an_entry_can_ask_for_a_greeting() {
        Telling telling = Telling.of(lamp("@@is_greeting 1\\n@@activate\\nT")).said("lamp");
        assertThat(telling.greeting(0).in()).isEmpty();
        assertThat(telling.greeting(1).in()).containsExactly("lamp");
        assertThat(telling.greeting(-1).in()).isEmpty();
    }

    @Test
    void further_keys_must_match_and_excluded_ones_must_not() {
        String content = "@@additional_keys red,blue\\n@@additional_keys old\\n@@exclude_keys broken, lost\\nT";
        assertThat(in(content, "the old red lamp")).isTrue();
        assertThat(in(content, "the red lamp")).isFalse();
        assertThat(in(content, "the old lamp")).isFalse();
        assertThat(in(content, "the old red lamp is lost")).isFalse();
        assertThat(in("@@exclude_keys_all a,b\\nT", "lamp a")).isTrue();
        assertThat(in("@@exclude_keys_all a,b\\nT", "lamp b a")).isFalse();
    }

    @Test
    void force_beats_all_but_a_switch_that_is_off() {
        assertThat(in("@@activate\\n@@dont_activate\\nT", "dark")).isTrue();
        assertThat(in("@@dont_activate\\nT", "lamp")).isFalse();
        assertThat(in("@@activate\\n@@activate_only_after 9\\nT", "dark")).isTrue();
        assertThat(Telling.of("{'comment':'off','enabled':false,'content':'@@activate\\nT'}")
                        .said("a")
                        .reasons())
                .containsEntry("off", "disabled");
    }

    @Test
    void a_depth_of_the_search_and_what_risu_adds() {
        assertThat(in("@@scan_depth 1\\nT", "lamp", "dark")).isFalse();
        assertThat(in("@@scan_depth 3\\nT", "lamp", "a", "dark")).isTrue();
        assertThat(in("T", "lamps")).isFalse();
        assertThat(in("@@match_partial_word\\nT", "lamps")).isTrue();
        assertThat(in("@@probability 0\\nT", "lamp")).isFalse();
        assertThat(Telling.of(lamp("@@unrecursive\\noil"), "{'comment':'oil','keys':['oil'],'content':'O'}")
                        .said("lamp")
                        .in())
                .containsExactly("lamp");
        assertThat(Telling.of(lamp("@@no_recursive_search\\nT"), "{'comment':'oil','keys':['oil'],'content':'lamp'}")
                        .said("oil")
                        .in())
                .containsExactly("oil");
    }
}
