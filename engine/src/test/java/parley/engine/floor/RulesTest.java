package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.agent.AgentId;
import parley.engine.llm.ModelRef;

/** Who speaks next, rule by rule. */
class RulesTest {
    private static final SpeakerRule IN_TURN = new SpeakerRule.RoundRobin();
    private static final SpeakerRule MENTION = new SpeakerRule.Mention(IN_TURN);
    private static final SpeakerRule POOLED = new SpeakerRule.Pooled();
    private static final SpeakerRule MODEL = new SpeakerRule.Model(ModelRef.of("local/llama"), "Be fair.", 2);

    private final Table table = Table.of("Ada", "Bob", "Cleo");

    static Stream<SpeakerRule> rules() {
        return Stream.of(
                IN_TURN,
                MENTION,
                new SpeakerRule.Weighted(Map.of()),
                POOLED,
                new SpeakerRule.Manual(),
                new SpeakerRule.Scripted(List.of(new AgentId("agent-0")), true),
                MODEL);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nobody_speaks_where_all_are_muted(SpeakerRule rule) {
        table.mute("Ada").mute("Bob").mute("Cleo");
        assertThat(rule.decide(table.floor())).isEqualTo(new Decision.Ends("nobody may speak: all agents are muted"));
    }

    @Test
    void round_robin_goes_by_seats_and_on_into_the_next_round() {
        assertThat(table.go(IN_TURN, 4)).containsExactly("Ada", "Bob", "Cleo", "Ada");
        assertThat(table.says("Max", "Go on!").round().go(IN_TURN, 2)).containsExactly("Bob", "Cleo");
    }

    @Test
    void round_robin_goes_on_after_the_last_who_still_sits() {
        table.says("Ada", "One.").says("Bob", "Two.").mute("Bob");
        assertThat(table.next(IN_TURN)).isEqualTo("Cleo");
        assertThat(table.why(IN_TURN)).isEqualTo(choice("round-robin", "Cleo sits after Ada", 0, "Ada", "Cleo"));
    }

    @Test
    void whoever_is_addressed_answers() {
        table.says("Ada", "Nice.").says("Max", "What about tea, Cleo?");
        assertThat(table.next(MENTION)).isEqualTo("Cleo");
        assertThat(table.why(MENTION)).isEqualTo(choice("mention", "Max addressed Cleo", 0, "Cleo"));
    }

    @Test
    void all_whom_a_person_addresses_answer_in_the_order_they_are_named() {
        table.says("Max", "@Cleo and @Ada, what do you think?");
        assertThat(table.why(MENTION).reason()).isEqualTo("Max addressed Cleo; still to answer: Ada");
        assertThat(table.next(MENTION)).isEqualTo("Cleo");
        assertThat(table.says("Cleo", "Yes! Bob, and you?").next(MENTION)).isEqualTo("Ada");
        assertThat(table.says("Ada", "No.").next(MENTION)).isEqualTo("Bob");
        assertThat(table.says("Bob", "Perhaps.").why(MENTION).insteadOf()).isEqualTo("mention");
    }

    @Test
    void an_agent_that_addresses_itself_is_not_called() {
        table.says("Ada", "Ada, Ada, what are you doing? @Ada!");
        assertThat(table.next(MENTION)).isEqualTo("Bob");
    }

    @Test
    void a_muted_agent_is_not_called_and_who_left_the_talk_long_ago_is_forgotten() {
        table.mute("Cleo").says("Ada", "@Cleo?");
        assertThat(table.go(MENTION, 3)).containsExactly("Bob", "Ada", "Bob");
        assertThat(table.unmute("Cleo").why(MENTION).policy()).isEqualTo("round-robin");
    }

    @Test
    void where_nobody_is_addressed_the_other_rule_decides_and_says_so() {
        table.says("Max", "I like Bob and Cleo.");
        assertThat(table.why(MENTION))
                .isEqualTo(new Choice("round-robin", all(), "nobody was addressed; Ada sits first", 0, "mention"));
        assertThat(new SpeakerRule.Mention(MODEL).decide(table.floor())).isEqualTo(MODEL.decide(table.floor()));
        assertThat(table.next(new SpeakerRule.Mention(new SpeakerRule.Manual())))
                .isEqualTo("Waits");
    }

    @Test
    void talkative_agents_are_drawn_in_proportion() {
        SpeakerRule rule = new SpeakerRule.Weighted(Map.of(table.agent("Ada"), 1.0, table.agent("Bob"), 0.0));
        int[] drawn = new int[3];
        for (int seed = 0; seed < 30_000; seed++)
            drawn[List.of("Ada", "Bob", "Cleo").indexOf(table.seed(seed).next(rule))]++;
        assertThat(drawn[0]).isBetween(19_700, 20_300);
        assertThat(drawn[1]).isZero();
        assertThat(table.seed(9).why(rule).seed()).isEqualTo(9);
        assertThat(table.why(rule).candidates()).containsExactly(table.agent("Ada"), table.agent("Cleo"));
    }

    @Test
    void where_nobody_is_talkative_round_robin_steps_in_and_nobody_speaks_twice_in_a_row() {
        SpeakerRule rule = new SpeakerRule.Weighted(
                Map.of(table.agent("Ada"), 1.0, table.agent("Bob"), 0.0, table.agent("Cleo"), 0.0));
        assertThat(table.go(rule, 4)).containsExactly("Ada", "Bob", "Ada", "Bob");
        table.says("Ada", "Hm.");
        assertThat(table.why(rule))
                .isEqualTo(new Choice(
                        "round-robin",
                        List.of(table.agent("Bob"), table.agent("Cleo")),
                        "nobody who could speak is talkative; Bob sits after Ada",
                        0,
                        "weighted"));
    }

    @Test
    void whoever_is_alone_speaks_again() {
        table.mute("Bob").mute("Cleo").says("Ada", "So I said.");
        assertThat(rules().limit(6).map(table::next)).containsExactly("Ada", "Ada", "Ada", "Ada", "Waits", "Ada");
        assertThat(table.next(MODEL)).isEqualTo("Ada");
    }

    @Test
    void the_pool_is_emptied_before_anybody_speaks_again() {
        for (int seed = 0; seed < 300; seed++) {
            Table room = Table.of("Ada", "Bob", "Cleo").seed(seed * 1000L);
            List<String> names = room.go(POOLED, 6);
            assertThat(names.subList(0, 3)).as("seed %d", seed).containsExactlyInAnyOrder("Ada", "Bob", "Cleo");
            assertThat(names.subList(3, 6)).as("seed %d", seed).containsExactlyInAnyOrder("Ada", "Bob", "Cleo");
            assertThat(names.get(3)).as("seed %d", seed).isNotEqualTo(names.get(2));
        }
    }

    @Test
    void the_pool_is_not_drawn_in_the_same_order_each_time() {
        long orders = Stream.iterate(1L, it -> it + 1)
                .limit(100)
                .map(seed -> Table.of("Ada", "Bob", "Cleo").seed(seed * 1000).go(POOLED, 3))
                .distinct()
                .count();
        assertThat(orders).isEqualTo(6);
    }

    @Test
    void a_script_is_followed_and_ends() {
        SpeakerRule rule = script(false, "Cleo", "Ada", "Cleo");
        assertThat(table.says("Max", "Go!").round().go(rule, 3)).containsExactly("Cleo", "Ada", "Cleo");
        assertThat(rule.decide(table.floor())).isEqualTo(new Decision.Ends("the script has come to its end"));
        assertThat(table.round().next(rule)).isEqualTo("Cleo");
    }

    @Test
    void a_script_may_repeat() {
        assertThat(table.round().go(script(true, "Cleo", "Ada"), 5))
                .containsExactly("Cleo", "Ada", "Cleo", "Ada", "Cleo");
    }

    @Test
    void a_script_passes_over_who_may_not_speak_and_says_so() {
        SpeakerRule rule = script(false, "Cleo", "Ada", "Bob", "Ada");
        table.round().says("Cleo", "Hi.").mute("Ada");
        assertThat(table.why(rule).reason())
                .isEqualTo("Bob is number 3 of the script; passed over, for they may not speak now: agent-0");
        assertThat(table.says("Bob", "Ho.").next(rule)).isEqualTo("Ends");
        assertThat(table.unmute("Ada").next(rule)).isEqualTo("Ada");
        assertThat(table.mute("Cleo").mute("Ada").mute("Bob").unmute("Bob").next(script(true, "Cleo", "Ada")))
                .isEqualTo("Ends");
    }

    @Test
    void who_was_muted_after_speaking_does_not_shift_the_script() {
        SpeakerRule rule = script(false, "Ada", "Bob", "Cleo");
        assertThat(table.round().go(rule, 2)).containsExactly("Ada", "Bob");
        assertThat(table.mute("Ada").mute("Bob").next(rule)).isEqualTo("Cleo");
    }

    @Test
    void who_is_called_out_of_turn_uses_up_none_of_the_script() {
        SpeakerRule rule = script(false, "Ada", "Bob", "Cleo");
        table.round().says("Ada", "One.").says("Cleo", "May I?").says("Max", "You may.");
        assertThat(table.go(rule, 2)).containsExactly("Bob", "Cleo");
    }

    @Test
    void a_model_is_asked_about_all_but_the_last_speaker() {
        assertThat(MODEL.decide(table.says("Bob", "Hi.").floor()))
                .isEqualTo(new Decision.Asks(
                        ModelRef.of("local/llama"), List.of(table.agent("Ada"), table.agent("Cleo")), "Be fair.", 2));
        assertThat(((Decision.Asks) MODEL.decide(table.says("Max", "Hi.").floor())).candidates())
                .isEqualTo(all());
    }

    @Test
    void a_model_is_not_asked_where_there_is_no_choice() {
        table.says("Bob", "Hi.").mute("Cleo");
        assertThat(table.why(MODEL)).isEqualTo(choice("model", "Ada is the only one who may speak next", 0, "Ada"));
    }

    private SpeakerRule script(boolean repeat, String... names) {
        return new SpeakerRule.Scripted(Arrays.stream(names).map(table::agent).toList(), repeat);
    }

    private List<AgentId> all() {
        return Stream.of("Ada", "Bob", "Cleo").map(table::agent).toList();
    }

    private Choice choice(String policy, String reason, long seed, String... candidates) {
        return new Choice(policy, Arrays.stream(candidates).map(table::agent).toList(), reason, seed);
    }
}
