package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;

/** Rules and limits that are too large are refused in a sentence. */
class CapsTest {
    private static final AgentId ADA = new AgentId("agent-ada");
    private static final SpeakerRule RULE = new SpeakerRule.RoundRobin();
    private static final Limit LIMIT = new Limit.Turns(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'limit':'turns'}",
                "{'limit':'turns','most':0}",
                "{'limit':'tokens','most':-1}",
                "{'limit':'credits','most':0}",
                "{'limit':'everyone','times':0}",
                "{'limit':'everyone','times':1001}",
                "{'limit':'silence','turns':0}",
                "{'limit':'time'}",
                "{'limit':'time','most':'soon'}",
                "{'limit':'time','most':'PT0.9S'}",
                "{'limit':'time','most':'PT-5M'}",
                "{'limit':'time','most':'P366D'}",
                "{'limit':'phrase'}",
                "{'limit':'phrase','text':' '}",
                "{'limit':'phrase','text':'\u200B'}",
                "{'limit':'mention','name':null}",
                "{'limit':'repetition','similarity':1.1}",
                "{'limit':'repetition','similarity':-0.1}",
                "{'limit':'repetition','times':1001}",
                "{'limit':'judged','every':0}",
                "{'limit':'judged','question':''}",
                "{'limit':'any'}",
                "{'limit':'all','of':[]}",
                "{'limit':'any','of':[null]}",
                "{'limit':'any','of':[{'limit':'judged'},{'limit':'all','of':[{'limit':'judged'}]}]}"
            })
    void a_limit_beyond_its_caps_is_refused_in_a_sentence(String limit) {
        assertThatThrownBy(() -> ShapesTest.limit(limit)).satisfies(CapsTest::isRefused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'rule':'scripted'}",
                "{'rule':'scripted','order':[]}",
                "{'rule':'scripted','order':['agent-ada',null]}",
                "{'rule':'scripted','order':['../ada']}",
                "{'rule':'weighted','weights':{'agent-ada':1.01}}",
                "{'rule':'weighted','weights':{'agent-ada':-0.5}}",
                "{'rule':'weighted','weights':{'agent-ada':null}}",
                "{'rule':'model','tries':0}",
                "{'rule':'model','tries':6}",
                "{'rule':'model','model':'llama'}"
            })
    void a_rule_beyond_its_caps_is_refused_in_a_sentence(String rule) {
        assertThatThrownBy(() -> ShapesTest.rule(rule)).satisfies(CapsTest::isRefused);
    }

    @Test
    void long_texts_and_long_orders_are_refused() {
        String long_ = "a".repeat(2_001);
        assertThatThrownBy(() -> new Limit.Phrase(long_)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new SpeakerRule.Model(ModelRef.DEFAULT, long_, 1))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new SpeakerRule.Scripted(Collections.nCopies(201, ADA), false))
                .isInstanceOf(Refusal.class);
        assertThat(new SpeakerRule.Scripted(Collections.nCopies(200, ADA), false).order())
                .hasSize(200);
        assertThatThrownBy(() -> new Limit.Repetition(Double.NaN, 1)).isInstanceOf(Refusal.class);
    }

    @Test
    void limits_are_nested_eight_deep_and_no_deeper() {
        Limit deep = LIMIT;
        for (int depth = 2; depth <= 8; depth++) deep = new Limit.Any(List.of(deep));
        List<Limit> deepest = List.of(deep);
        assertThatThrownBy(() -> new Limit.All(deepest)).hasMessageContaining("8 deep");
    }

    @Test
    void a_tree_has_sixty_four_limits_and_no_more() {
        assertThat(new Limit.Any(Collections.nCopies(63, LIMIT)).of()).hasSize(63);
        assertThatThrownBy(() -> new Limit.Any(Collections.nCopies(64, LIMIT))).hasMessageContaining("64 limits");
        Limit half = new Limit.Any(Collections.nCopies(31, LIMIT));
        assertThatThrownBy(() -> new Limit.All(Arrays.asList(half, half))).hasMessageContaining("64 limits");
    }

    @Test
    void rules_are_nested_eight_deep_and_no_deeper() {
        SpeakerRule deep = RULE;
        for (int depth = 2; depth <= 8; depth++) deep = new SpeakerRule.Mention(deep);
        SpeakerRule deepest = deep;
        assertThatThrownBy(() -> new SpeakerRule.Mention(deepest)).hasMessageContaining("8 deep");
    }

    private static void isRefused(Throwable failure) {
        assertThat(failure).isInstanceOf(JsonProcessingException.class);
        assertThat(failure.getCause()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.reason()).matches("[a-z].* .*");
        });
    }
}
