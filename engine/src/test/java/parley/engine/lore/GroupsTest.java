package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of a group one goes in: cards.md 2.1 (6), (7). */
final class GroupsTest {
    private static String member(String label, String group, String rest) {
        return "{'comment':'" + label + "','keys':['song'],'content':'C','extensions':{'group':'" + group + "'" + rest
                + "}}";
    }

    private static Set<List<String>> outcomes(Telling telling) {
        Set<List<String>> outcomes = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) outcomes.add(telling.seed(seed).in());
        return outcomes;
    }

    @Test
    void a_draw_lets_one_in_and_all_can_win() {
        Telling telling = Telling.of(member("a", "g", ""), member("b", "g", ""), member("c", "other", ""))
                .said("song");
        assertThat(outcomes(telling)).containsExactlyInAnyOrder(List.of("a", "c"), List.of("b", "c"));
        assertThat(telling.seed(7).in()).isEqualTo(telling.seed(7).in());
        assertThat(telling.seed(7).reasons()).containsValue("group");
    }

    @Test
    void a_weight_of_nothing_never_wins_while_others_weigh_something() {
        assertThat(outcomes(Telling.of(member("a", "g", ",'group_weight':0"), member("b", "g", ",'group_weight':1"))
                        .said("song")))
                .containsExactly(List.of("b"));
    }

    @Test
    void who_overrides_wins_without_a_draw_the_highest_order_first() {
        Telling telling = Telling.of(
                        member("a", "g", ",'group_weight':100000"),
                        "{'comment':'low','keys':['song'],'content':'C','insertion_order':1,"
                                + "'extensions':{'group':'g','group_override':true}}",
                        "{'comment':'high','keys':['song'],'content':'C','insertion_order':2,"
                                + "'extensions':{'group':'g','group_override':true}}")
                .said("song");
        assertThat(outcomes(telling)).containsExactly(List.of("high"));
    }

    @Test
    void who_wins_one_group_shuts_out_both_of_its_groups() {
        Telling telling = Telling.of(member("a", "g", ""), member("both", "g, h", ""), member("b", "h", ""))
                .said("song");
        assertThat(outcomes(telling)).containsExactlyInAnyOrder(List.of("both"), List.of("a", "b"));
    }

    @Test
    void a_group_that_is_in_already_admits_no_more() {
        Telling telling = Telling.of(
                member("a", "g", ""),
                "{'comment':'later','keys':['C'],'content':'L','extensions':{'group':'g','group_override':true}}");
        assertThat(telling.said("song").in()).containsExactly("a");
        assertThat(telling.said("song").reasons()).containsEntry("later", "group");
    }

    @Test
    void scoring_keeps_who_matches_most_keys() {
        String[] entries = {
            "{'comment':'one','keys':['song','bell'],'content':'C','extensions':{'group':'g'}}",
            "{'comment':'two','keys':['song','night'],'content':'C','extensions':{'group':'g'}}",
            "{'comment':'more','keys':['song'],'selective':true,'secondary_keys':['night','moon'],"
                    + "'content':'C','extensions':{'group':'g'}}"
        };
        LoreSettings scoring =
                new LoreSettings(2, true, false, true, true, 0, 0, 0, true, LoreSettings.Precedence.CHARACTERS_FIRST);
        assertThat(outcomes(Telling.of(entries).with(scoring).said("song at night")))
                .containsExactlyInAnyOrder(List.of("two"), List.of("more"));
        assertThat(outcomes(Telling.of(entries).with(scoring).said("song at night, moon")))
                .containsExactly(List.of("more"));
        assertThat(outcomes(Telling.of(entries).said("song at night, moon"))).hasSize(3);
    }

    @Test
    void scoring_can_be_one_entrys_own_affair() {
        String few = "{'comment':'few','keys':['song','x'],'content':'C',"
                + "'extensions':{'group':'g','use_group_scoring':true}}";
        String free = "{'comment':'free','keys':['song','y'],'content':'C','extensions':{'group':'g'}}";
        String many = "{'comment':'many','keys':['song','night'],'content':'C','extensions':{'group':'g'}}";
        assertThat(outcomes(Telling.of(few, free, many).said("song at night")))
                .containsExactlyInAnyOrder(List.of("free"), List.of("many"));
    }

    @Test
    void who_sticks_wins_its_group() {
        String[] entries = {
            "{'comment':'stuck','keys':['song'],'content':'C','extensions':{'group':'g','sticky':9}}",
            "{'comment':'new','keys':['bell'],'content':'C','extensions':{'group':'g','group_override':true}}"
        };
        LoreMemory memory = Telling.of(entries).said("song").found().memory();
        assertThat(Telling.of(entries)
                        .said("song", "a", "bell")
                        .remembering(memory)
                        .in())
                .containsExactly("stuck");
    }

    @Test
    void chance_is_drawn_by_the_seed_and_the_trace_tells_the_draw() {
        Telling telling = Telling.of(
                        "{'comment':'half','keys':['a'],'content':'C','extensions':{'probability':50,'useProbability':true}}")
                .said("a");
        int in = 0;
        for (int seed = 0; seed < 400; seed++) {
            LoreFindings.Trace trace = telling.seed(seed).found().trace().getFirst();
            int rolled = Objects.requireNonNull(trace.rolled());
            assertThat(rolled).isBetween(1, 100);
            assertThat(trace.in()).isEqualTo(rolled <= 50);
            assertThat(trace.reason()).isEqualTo(trace.in() ? "key" : "chance");
            if (trace.in()) in++;
        }
        assertThat(in).isBetween(150, 250);
    }

    @Test
    void who_lost_its_draw_stays_out_of_the_whole_scan() {
        String[] entries = {
            "{'comment':'luck','keys':['a'],'content':'C','extensions':{'probability':50}}",
            "{'comment':'again','keys':['b'],'content':'a','extensions':{}}",
            "{'comment':'b','keys':['a'],'content':'b'}"
        };
        for (int seed = 0; seed < 50; seed++) {
            LoreFindings.Trace trace =
                    Telling.of(entries).said("a").seed(seed).found().trace().getFirst();
            assertThat(trace.reason()).isEqualTo(trace.in() ? "key" : "chance");
            assertThat(trace.in())
                    .isEqualTo(Objects.requireNonNull(trace.rolled()).intValue() <= 50);
        }
    }
}
