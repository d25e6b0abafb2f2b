package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who stays under a budget, and where it stands: cards.md 1.3, 1.7 (4), (8) and 2.1 (1), (8), (10). */
final class BudgetTest {
    private static final String LONG = "long ".repeat(40);

    private static String entry(String label, double order, String rest) {
        return "{'comment':'" + label + "','keys':['k'],'content':'" + label + " " + LONG + "','insertion_order':"
                + order + rest + "}";
    }

    private static LoreSettings precedence(LoreSettings.Precedence precedence) {
        return new LoreSettings(2, true, false, true, true, 0, 0, 0, false, precedence);
    }

    @Test
    void the_highest_order_stays_and_stands_last() {
        LoreFindings found = Telling.of(entry("a", 1, ""), entry("b", 3, ""), entry("c", 2, ""))
                .budget(110)
                .said("k")
                .found();
        assertThat(Telling.in(found)).containsExactly("b", "c");
        assertThat(found.placed()).extracting(it -> it.text().charAt(0)).containsExactly('c', 'b');
        assertThat(found.trace().getFirst().reason()).isEqualTo("budget");
        assertThat(found.trace().getFirst().tokens()).isPositive();
    }

    @Test
    void the_lowest_priority_goes_first_whatever_its_order() {
        assertThat(Telling.of(entry("a", 9, ",'priority':1"), entry("b", 1, ",'priority':5"))
                        .budget(60)
                        .said("k")
                        .in())
                .containsExactly("b");
        assertThat(Telling.of(entry("a", 9, ""), entry("b", 1, ",'priority':5"))
                        .budget(60)
                        .said("k")
                        .in())
                .containsExactly("b");
    }

    @Test
    void who_is_expendable_goes_before_all_others() {
        String expendable = "{'comment':'x','keys':['k'],'content':'@@ignore_on_max_context\\n" + LONG
                + "','insertion_order':9,'priority':9}";
        assertThat(Telling.of(expendable, entry("a", 1, ""))
                        .budget(60)
                        .said("k")
                        .in())
                .containsExactly("a");
        assertThat(Telling.of(expendable, entry("a", 1, "")).said("k").in()).containsExactly("x", "a");
    }

    @Test
    void who_ignores_the_budget_goes_in_after_it_is_used_up() {
        assertThat(Telling.of(
                                entry("a", 3, ""),
                                entry("b", 2, ""),
                                entry("c", 1, ",'extensions':{'ignore_budget':true}"))
                        .budget(60)
                        .said("k")
                        .in())
                .containsExactly("a", "c");
    }

    @Test
    void nobody_smaller_slips_in_behind_one_that_found_no_room_and_nobody_is_woken() {
        String small = "{'comment':'small','keys':['k'],'content':'s','insertion_order':0}";
        String woken = "{'comment':'woken','keys':['long'],'content':'w','insertion_order':0}";
        assertThat(Telling.of(entry("a", 3, ""), entry("b", 2, ""), small, woken)
                        .budget(60)
                        .said("k")
                        .in())
                .containsExactly("a");
    }

    @Test
    void a_books_budget_holds_for_that_book_alone() {
        Lorebook tight = Telling.book(
                "ada", "{'token_budget':60,'entries':[" + entry("a", 1, "") + "," + entry("b", 2, "") + "]}");
        Lorebook wide = Telling.book("global", "{'entries':[" + entry("c", 0, "") + "]}");
        assertThat(Telling.of().books(tight, wide).said("k").in()).containsExactly("b", "c");
        assertThat(Telling.of().books(tight, wide).budget(60).said("k").in()).containsExactly("b");
    }

    @Test
    void settings_say_whose_entries_have_the_first_claim() {
        Lorebook world = Telling.book(Lorebook.GLOBAL, "{'entries':[" + entry("w", 5, "") + "]}");
        Lorebook own = Telling.book("ada", "{'entries':[" + entry("a", 1, "") + "," + entry("b", 9, "") + "]}");
        Telling telling = Telling.of().books(world, own).budget(110).said("k");
        assertThat(telling.in()).containsExactly("a", "b");
        assertThat(telling.with(precedence(LoreSettings.Precedence.GLOBAL_FIRST))
                        .in())
                .containsExactly("w", "b");
        assertThat(telling.with(precedence(LoreSettings.Precedence.EVENLY)).in())
                .containsExactly("w", "b");
        assertThat(telling.budget(60)
                        .with(precedence(LoreSettings.Precedence.EVENLY))
                        .in())
                .containsExactly("b");
    }

    @Test
    void equals_stand_as_in_the_file_and_each_place_has_its_own_order() {
        LoreFindings found = Telling.of(
                        "{'comment':'1','keys':['k'],'content':'one','insertion_order':5,'extensions':{'position':4}}",
                        "{'comment':'2','keys':['k'],'content':'two','insertion_order':5,'position':'before_char'}",
                        "{'comment':'3','keys':['k'],'content':'three','insertion_order':5,'position':'before_char'}",
                        "{'comment':'4','keys':['k'],'content':'four','insertion_order':-1,'extensions':"
                                + "{'position':4,'depth':0,'role':2}}",
                        "{'comment':'5','keys':['k'],'content':'five','extensions':{'position':7,'outlet_name':'door'}}",
                        "{'comment':'6','keys':['k'],'content':'six','extensions':{'position':5}}",
                        "{'comment':'7','keys':['k'],'content':'seven','extensions':{'position':3}}")
                .said("k")
                .found();
        assertThat(Telling.text(found, Place.BEFORE_CHARACTER)).isEqualTo("two\nthree");
        assertThat(Telling.text(found, Place.AT_DEPTH)).isEqualTo("four\none");
        assertThat(Telling.text(found, Place.BEFORE_EXAMPLES)).isEqualTo("six");
        assertThat(Telling.text(found, Place.NOTE_BOTTOM)).isEqualTo("seven");
        assertThat(found.placed())
                .filteredOn(it -> it.place() == Place.OUTLET)
                .extracting(LoreFindings.Placed::outlet)
                .containsExactly("door");
        assertThat(found.placed())
                .filteredOn(it -> it.place() == Place.AT_DEPTH)
                .extracting(it -> it.depth() + " " + it.role())
                .containsExactly("0 ASSISTANT", "4 SYSTEM");
    }
}
